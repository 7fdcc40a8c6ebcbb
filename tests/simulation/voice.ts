import type { MessageOrder } from '../../domain/case/case-events.js';
import type { CaseInput } from '../../domain/case/commands.js';
import type { Channel } from '../../domain/contact/channels.js';
import type { CaseTaskOutcome } from '../../domain/tasks/task.js';
import type { InputPlan, ReachPlan } from './script.js';
import type { Stopping } from './trace.js';
import type { World } from './world.js';

/** What the customer writes, presses and refuses: the store knows it at once, the case hears it when it can. */
export class Voice {
  /** Every stop of all messages, oldest first. */
  readonly stops: Stopping[] = [];
  readonly #world: World;
  #inputs = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** The id of something that the customer is going to say. */
  input(): string {
    return `in-${++this.#inputs}`;
  }

  /** The customer says it. */
  say(plan: InputPlan, input: string): void {
    this.#keep(plan);
    this.#tell(plan, input);
    const { againAfter } = plan;
    if (againAfter !== undefined) {
      this.#world.agenda.in(this.#world.ms(againAfter), () => this.#tell(plan, input));
    }
  }

  /** The edge tells the case, or tells it again: never of a stop that is over, and after a start what stands. */
  #tell(plan: InputPlan, input: string): void {
    const { kind, channel } = plan;
    const stands = this.#stop(channel) !== undefined;
    if (kind === 'stop' && !stands) return;
    this.#world.shell?.signal(inputOf(plan, input));
    if (kind === 'start' && stands) {
      this.#world.shell?.signal({ type: 'channel_stopped', channel, scope: 'all', confirm: false });
    }
  }

  /** Why a sender may not send this now, as it finds in the store. */
  forbids({ message, channel }: MessageOrder): string | undefined {
    return message !== 'opt_out_confirmation' && this.#stop(channel) !== undefined ? 'opted_out' : undefined;
  }

  #keep({ kind, channel }: InputPlan): void {
    const { now } = this.#world.agenda;
    const stop = this.#stop(channel);
    if (kind === 'stop' && stop === undefined) this.stops.push({ channel, at: now });
    if (kind === 'start' && stop !== undefined) stop.until = now;
  }

  #stop(channel: Channel): Stopping | undefined {
    return this.stops.find((one) => one.channel === channel && one.until === undefined);
  }
}

/** How a task of this id ends. */
export function outcomeOf(task: string, end: NonNullable<ReachPlan['outcome']>): CaseTaskOutcome {
  const isDone = end === 'done';
  if (task.startsWith('reply-')) return isDone ? 'answered' : 'no_answer_needed';
  if (task.startsWith('call-')) return isDone ? 'called' : 'not_reached';
  return isDone ? 'reached' : 'not_reached';
}

function inputOf({ kind, channel }: InputPlan, input: string): CaseInput {
  switch (kind) {
    case 'reply':
    case 'thanks':
      return { type: 'customer_replied', input, reading: kind };
    case 'angry':
      return { type: 'customer_replied', input, reading: 'reply', severity: 'high' };
    case 'stop':
      return { type: 'channel_stopped', channel, scope: 'all', confirm: channel === 'sms' };
    case 'stop_surveys':
      return { type: 'channel_stopped', channel, scope: 'survey', confirm: false };
    case 'start':
      return { type: 'channel_freed', channel };
    case 'call_me':
    case 'settled':
    case 'not_settled':
      return { type: kind, input };
  }
}
