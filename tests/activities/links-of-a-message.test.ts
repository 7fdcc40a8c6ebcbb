import { expect, it } from 'vitest';
import type { MessageType } from '../../domain/contact/messages.js';
import { aSend, Desk } from './support/desk.js';

/** What the links of this message do. */
async function linksIn(message: MessageType): Promise<readonly string[]> {
  const desk = new Desk();
  const programme = await desk.publish();
  await desk.reported();
  await desk.run(() => desk.activities.deliver(aSend(programme, { message })));
  return Object.keys(desk.rendered[0]?.facts.links ?? {});
}

it.each([
  ['acknowledgement', ['call']],
  ['resolution', ['call', 'yes', 'no']],
  ['callback_confirmation', []],
] as const)(
  'the %s offers %j: a call where none was asked for, an answer where a solution was told',
  async (...row) => {
    const [message, links] = row;
    expect(await linksIn(message)).toEqual(links);
  },
);
