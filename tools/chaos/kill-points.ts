import { spawn } from 'node:child_process';

/** Where on the way of a message, or of what is written about it, a worker may be struck, in the order of that way. */
export const killPoints = [
  'before_opening',
  'opened',
  'before_claim',
  'claimed',
  'before_hand_over',
  /** The channel has looked at its deadline and opens a connection; the message goes out once that stands. */
  'email_connecting',
  'sms_connecting',
  /** The provider has answered, and nothing of it is written. */
  'handed_over',
  'settled',
  'before_task',
  'task_raised',
  'before_projection',
  'projected',
] as const;
/** One of the kill points. */
export type KillPoint = (typeof killPoints)[number];

/** What is to become of one worker: at the so-manieth passing of a point from now on it is killed, or frozen for a while. */
export interface Doom {
  readonly point: KillPoint;
  readonly passing: number;
  /** Milliseconds; missing: it is killed. */
  readonly frozenFor?: number;
}

/** Ends or freezes this process on the spot, as a kernel would. */
export interface Fates {
  kill(): void;
  freeze(ms: number): void;
}

/** This process by SIGKILL and SIGSTOP; somebody else has to continue it, so that one is started before. */
export const ownProcess: Fates = {
  kill: () => void process.kill(process.pid, 'SIGKILL'),
  freeze: (ms) => {
    spawn('/bin/sh', ['-c', `sleep ${ms / 1_000}; kill -CONT ${process.pid}`], { stdio: 'ignore' });
    process.kill(process.pid, 'SIGSTOP');
  },
};

/** Waits at all points for the one doom that this process has at a time. */
export class KillSwitch {
  readonly #fates: Fates;
  readonly #thawed: () => void;
  #doom: Doom | undefined;
  #passed = 0;

  /** `thawed` hears that a doom is over and the process still there. */
  constructor(fates: Fates, thawed: () => void) {
    this.#fates = fates;
    this.#thawed = thawed;
  }

  /** From now on this counts, in place of what was told before. */
  arm(doom: Doom): void {
    this.#doom = doom;
    this.#passed = 0;
  }

  /** Says that the process is at this point; nothing comes after it when its time is up. */
  readonly pass = (point: KillPoint): void => {
    const doom = this.#doom;
    if (doom?.point !== point) return;
    this.#passed += 1;
    if (this.#passed < doom.passing) return;
    this.#doom = undefined;
    if (doom.frozenFor === undefined) this.#fates.kill();
    else {
      this.#fates.freeze(doom.frozenFor);
      this.#thawed();
    }
  };
}
