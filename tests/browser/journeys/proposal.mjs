// From the check of a call to an accepted accountability report: one writes, two sign, an officer sends one list back, the
// group mends what it names, a reviewer scores without a name, two recommend, another decides, and an award of goods goes
// from its agreement to its closing. What is sent can be checked by anybody, and what every step does is told before.

import { settle } from './grant/award.mjs';
import { claim, complete } from './grant/checking.mjs';
import { approve, recommend, review } from './grant/deciding.mjs';
import { mend, withdraw, write } from './grant/writing.mjs';

export const name = 'a proposal goes from the check of a call to an accepted report, through everybody who has a part in it';

export async function travel({ page, base, scripted }) {
  const here = await write(page, base);
  const office = await claim(page, base, here);
  await mend(page, base, here);
  await complete(page, base, office);
  await review(page, base, office);
  await recommend(page, base, office);
  // A group is helped once in a call: the first way ends before the decision, and the second one goes on.
  if (scripted) return withdraw(page, base, here);
  await approve(page, base, office);
  await settle(page, base, here, office);
}
