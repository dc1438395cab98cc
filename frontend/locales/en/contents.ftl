# Questions on what a group wrote, asked once.
contents-title = Ask about the proposal
contents-lede = Write a question beside the sections that are not clear. Once only, and only these sections can be changed.
contents-ask = Send the questions
