import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pc from 'picocolors';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editWith } from '../../cli/edit.js';
import { previewText } from '../../cli/commands/message-texts.js';
import * as choices from '../../cli/commands/choices.js';
import { CommandRefusedError, RecoveryUnavailableError } from '../../client/index.js';
import { readEditor } from '../../config/index.js';
import { contactKinds } from '../../domain/case/dialogue.js';
import { channels } from '../../domain/contact/channels.js';
import { draftTypes } from '../../domain/contact/written-text.js';
import { openToText } from '../web/support/open-to-text.js';
import { goOn } from '../web/support/builders.js';
import { noon } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await openToText(desk.stores);
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.recoveries.failure = undefined;
  desk.recoveries.commands.length = 0;
});

const message = (...words: readonly string[]) => desk.amends(['case', 'message', 'inc-1', ...words]);
const sent = async () => {
  const [command] = desk.recoveries.commands;
  const { requestId = '' } = command ?? {};
  return (await desk.stores.texts.get({ tenant: 'acme', caseId: 'inc-1', requestId }))?.text;
};
const DRAFT = 'Your case about "Late delivery" is with the care team.';

describe('case message', () => {
  it('sends a text that stands on the command line, with its warnings beside the receipt', async () => {
    const words = ['--text', 'We write soon.', '--subject', 'News', '--channel', 'email', '--resume'];
    const run = await message(...words, '--request-id', 'r-soon');
    expect(run).toMatchObject({ code: 0, out: 'On its way. The case holds 7 facts.' });
    expect(run.error).toContain('warning "soon"');
    const said = { type: 'message', text: 'r-soon', requestId: 'r-soon', channel: 'email', resume: true };
    expect(desk.recoveries.commands).toEqual([expect.objectContaining(said)]);
    expect(await sent()).toBe('We write soon.');
  });

  it('sends the text of a file or of standard input, without the line break at its end', async () => {
    await writeFile(join(desk.folder, 'text.txt'), 'From a file.\n\nAll of it.\n');
    await message('--file', 'text.txt');
    expect(await sent()).toBe('From a file.\n\nAll of it.');
    desk.recoveries.commands.length = 0;
    await desk.amends(['case', 'message', 'inc-1', '-'], { typed: 'From a pipe.\n' });
    expect(await sent()).toBe('From a pipe.');
  });

  it('shows the message as it would go out with --preview, and sends nothing', async () => {
    const run = await message('--text', 'Found.', '--subject', 'News', '--preview');
    expect(run.out.split('\n')).toEqual([
      'By email, en; nothing was sent',
      '  Subject: News',
      '',
      '  Hello Ada,',
      '',
      '  Found.',
      '',
      '  -- us',
    ]);
    expect(desk.recoveries.commands).toEqual([]);
  });

  it('prints the text of a template with --print, and beside it what in it is not so', async () => {
    expect(await message('--template', 'progress_update', '--print')).toMatchObject({ code: 0, out: DRAFT, error: '' });
    const { error } = await message('--template', 'second_chance', '--print');
    expect(error).toContain('warning It says that the customer told us that it is not right yet');
    expect(desk.recoveries.commands).toEqual([]);
  });

  it('says what still waits where the customer wrote, and which list has the task', async () => {
    await goOn(desk.stores.cases, 'inc-1', { repliedAt: noon });
    const { out } = await message('--text', 'Found.');
    expect(out.split('\n')).toEqual([
      'On its way. The case holds 7 facts.',
      expect.stringMatching(/^Nothing goes out by itself until .* amends task list --case inc-1$/),
    ]);
  });

  it('says in the preview that the named channel does not carry it now', () => {
    const preview = { caseId: 'inc-1', channel: 'email', locale: 'en', text: 'x', warnings: [] } as const;
    expect(previewText(preview, 'sms', pc.createColors(false))).toContain(
      'By email, en, since none may go by sms now; nothing',
    );
  });

  it('sends the text of a template as it was edited', async () => {
    const edit = (text: string) => Promise.resolve(text.replace('is with', 'is solved by'));
    await desk.amends(['case', 'message', 'inc-1', '--template', 'progress_update'], { edit });
    expect(await sent()).toBe(DRAFT.replace('is with', 'is solved by'));
  });

  it.each([
    ['left as it was', (text: string) => text],
    ['emptied', () => '\n'],
  ])('sends nothing when the draft was %s', async (_, edited) => {
    const edit = (text: string) => Promise.resolve(edited(text));
    const run = await desk.amends(['case', 'message', 'inc-1', '--template', 'progress_update'], { edit });
    expect(run).toMatchObject({ code: 1, error: 'The draft was left as it was, so nothing was sent.' });
    expect(desk.recoveries.commands).toEqual([]);
  });

  it.each([
    ['where there is no editor', '--template progress_update'],
    ['without a text', '--preview'],
    ['with two texts', '--text a --file b'],
    ['with a file that stands where only - may', 'text.txt'],
    ['with --print and no template', '--text a --print'],
    ['with a template that no text can start from', '--template survey'],
  ])('is a misuse %s: %s', async (_, words) => {
    const run = await message(...words.split(' '));
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(desk.recoveries.commands).toEqual([]);
  });

  it('ends with 4 and says what to do where no channel reaches the customer', async () => {
    desk.recoveries.failure = new CommandRefusedError('message', 'no_channel');
    const run = await message('--text', 'Found.');
    expect(run.code).toBe(4);
    expect(run.error).toMatch(/call and log the contact/);
  });

  it('says how to repeat it where nobody answered', async () => {
    desk.recoveries.failure = new RecoveryUnavailableError('the command message');
    const run = await message('--text', 'Found.', '--request-id', 'r-again');
    expect(run.code).toBe(5);
    expect(run.error).toContain('--request-id r-again');
  });
});

describe('case log-contact', () => {
  const log = (words: string) => desk.amends(['case', 'log-contact', 'inc-1', ...words.split(' ')]);

  it.each([
    ['--kind phone --reached', { kind: 'phone', spokeTo: true }],
    ['--kind public --not-reached --note later', { kind: 'public', spokeTo: false }],
  ])('%s is heard by the case', async (words, heard) => {
    expect(await log(words)).toMatchObject({ code: 0, out: 'Noted. The case holds 7 facts.' });
    expect(desk.recoveries.commands).toMatchObject([{ type: 'log_contact', ...heard }]);
    expect(JSON.stringify(desk.recoveries.commands)).not.toContain('later');
  });

  it.each(['--kind phone', '--kind phone --reached --not-reached', '--kind pigeon --reached', '--reached'])(
    '%s is a misuse',
    async (words) => {
      expect(await log(words)).toMatchObject({ code: 2, out: '' });
      expect(desk.recoveries.commands).toEqual([]);
    },
  );
});

describe('the editor', () => {
  it('gets a text that only its user can read, and what it saves comes back', async () => {
    const change = `node -e 'const f=require("fs"),p=process.argv[1];f.writeFileSync(p,(f.statSync(p).mode&0o77)+f.readFileSync(p,"utf8")+"!")'`;
    expect(await editWith(change, 'draft')).toBe('0draft!');
  });

  it('that fails ends the command', async () => {
    await expect(editWith('false', 'draft')).rejects.toThrow('The editor failed, so nothing was sent.');
  });

  it('is the one of VISUAL, else that of EDITOR, else none', () => {
    expect(readEditor({ VISUAL: 'one', EDITOR: 'other' })).toBe('one');
    expect(readEditor({ VISUAL: ' ', EDITOR: 'other' })).toBe('other');
    expect(readEditor({})).toBeUndefined();
  });
});

describe('the choices of these commands', () => {
  it('are those of the domain', () => {
    expect(choices.contactKinds).toEqual(contactKinds);
    expect(choices.channels).toEqual(channels);
    expect(choices.draftTypes).toEqual(draftTypes);
  });
});
