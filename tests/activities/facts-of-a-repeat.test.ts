import { expect, it } from 'vitest';
import { aSend, Desk } from './support/desk.js';

/** What the text of the acknowledgement may name of its incident, where that repeats this case. */
async function factsOf(repeatOf?: string) {
  const desk = new Desk();
  const programme = await desk.publish();
  await desk.reported({ id: 'inc-0', reference: 'ABCD2345' });
  await desk.reported(repeatOf === undefined ? {} : { repeatOf });
  await desk.run(() => desk.activities.deliver(aSend(programme)));
  return desk.rendered[0]?.facts.incidents[0];
}

it('a text about a repeat may name the reference of the case that the customer came back to', async () => {
  expect(await factsOf('inc-0')).toMatchObject({ repeats: 'ABCD2345' });
});

it('a text about a first report, or a repeat of a case that is not kept any more, names none', async () => {
  expect(await factsOf()).not.toHaveProperty('repeats');
  expect(await factsOf('inc-9')).not.toHaveProperty('repeats');
});
