# Numbers and days of offices elsewhere, recorded beside a proposal.
milestones-title = Official records
milestones-lede = Numbers and days of other offices. They change what the stage is called, not the order of work.
milestones-none = Nothing is recorded yet.
milestones-more = Record more
milestone-number = Number
milestone-day = Day
milestone-amount = Amount
milestone-record = Record
milestone-said = Number { $number }, { $day }
milestone-fault-number = Write the number as it stands on the letter, 60 letters at most
proposal-stage = Official stage
