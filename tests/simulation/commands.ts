import type { Command } from '../../domain/case/commands.js';
import type { OpenCase } from '../../domain/case/recovery-case.js';
import type { CommandChoice } from './script.js';
import type { Ask } from './shell.js';

/** The command that somebody gives who sees the case as it is, or as it was a round ago. */
export function commandOf(c: OpenCase, ask: Ask, now: number): { readonly command: Command; readonly round: number } {
  const round = c.round.number + ask.roundOff;
  return { round, command: command(c, ask.choice, { round, now }) };
}

function command(c: OpenCase, choice: CommandChoice, seen: { round: number; now: number }): Command {
  const cause = 'courier_delay';
  switch (choice.type) {
    case 'take':
    case 'resume':
      return { type: choice.type };
    case 'withdraw':
    case 'abort':
      return { type: choice.type, cause };
    case 'resolve': {
      const incidents = named(c, choice.which);
      return { type: 'resolve', cause, ...(incidents !== undefined && { incidents }) };
    }
    case 'recategorise':
      return { type: 'recategorise', category: choice.category };
    case 'hold':
      return { type: 'hold', reason: 'customer_asked_to_wait', until: seen.now + choice.lasts };
    case 'close':
      return { type: 'close', outcome: choice.outcome, cause };
    case 'message': {
      const { channel, resume } = choice;
      const text = `text-${c.texts.length + 1}`;
      return { type: 'message', text, resume, ...(channel !== undefined && { channel }) };
    }
    case 'log_contact':
      return { type: 'log_contact', kind: 'phone', spokeTo: choice.spokeTo };
    case 'answer':
      return { type: 'answer', round: seen.round, score: choice.score };
  }
}

function named(c: OpenCase, which: 'all' | 'first' | 'last' | 'unknown'): readonly string[] | undefined {
  const one = { all: undefined, first: c.incidents.at(0)?.id, last: c.incidents.at(-1)?.id, unknown: 'i-0' }[which];
  return one === undefined ? undefined : [one];
}
