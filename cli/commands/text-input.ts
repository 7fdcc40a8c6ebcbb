import type { MessageDraft } from '../../web/api/written-text.js';
import type { Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure, usageFailure } from '../failure.js';
import { textOf } from './incident-input.js';

/** Where the words of a message may come from. */
export interface TextSources {
  readonly text?: string;
  readonly file?: string;
  readonly template?: string;
  /** Only `-`, which is standard input. */
  readonly input?: string | undefined;
}

/** Makes sure that the words come from one place. Throws a usage failure. */
export function oneSource({ text, file, template, input }: TextSources): void {
  if (input !== undefined && input !== '-') throw usageFailure('Put a file after --file; only - stands for itself.');
  if ([text, file, template, input].filter((source) => source !== undefined).length === 1) return;
  throw usageFailure('Give the text once: with --text, --file, - for standard input, or --template to start from.');
}

/** The words themselves. Throws `CommandFailure` where there are none. */
export async function wordsOf(sources: Omit<TextSources, 'template'>, { terminal }: Context): Promise<string> {
  const { text, file = '-' } = sources;
  return (text ?? (await textOf(file, terminal))).trimEnd();
}

/** A draft as the person at the terminal has changed it. Throws `CommandFailure` when they have not. */
export async function editedDraft({ text: draft }: MessageDraft, { terminal }: Context): Promise<string> {
  if (terminal.edit === undefined) {
    throw usageFailure(
      'Editing a draft needs a terminal, and an editor in EDITOR. Or print the draft with --print, and send it with --text or --file.',
    );
  }
  const edited = (await terminal.edit(`${draft}\n`)).trimEnd();
  if (edited !== '' && edited !== draft.trimEnd()) return edited;
  throw new CommandFailure('The draft was left as it was, so nothing was sent.', exitCodes.failed);
}
