import type {
  AddressedCommand,
  AddressedReport,
  AnsweredSurvey,
  CommandAddress,
  CommandReceipt,
  RecoveryClient,
  ReportedIncident,
} from '../../../client/index.js';

/** Remembers what it is told; a test says how it answers. */
export class FakeRecoveries implements RecoveryClient {
  readonly reported: ReportedIncident[] = [];
  readonly commands: AddressedCommand[] = [];
  readonly answers: AnsweredSurvey[] = [];
  readonly told: AddressedReport[] = [];
  readonly receipts = new Map<string, CommandReceipt>();
  /** Thrown by the next calls, where a test sets it. */
  failure: Error | undefined;
  seq = 7;
  /** Whether a run is there to hear what it is told. */
  running = true;

  async report(incident: ReportedIncident): Promise<void> {
    await this.#answer();
    this.reported.push(incident);
  }

  async command(command: AddressedCommand): Promise<CommandReceipt> {
    await this.#answer();
    this.commands.push(command);
    return { seq: this.seq };
  }

  receipt({ requestId }: Pick<CommandAddress, 'requestId'>): Promise<CommandReceipt | undefined> {
    return Promise.resolve(this.receipts.get(requestId));
  }

  async answer(answer: AnsweredSurvey): Promise<'delivered' | 'closed'> {
    await this.#answer();
    this.answers.push(answer);
    return 'delivered';
  }

  async tell(report: AddressedReport): Promise<'delivered' | 'closed'> {
    await this.#answer();
    if (!this.running) return 'closed';
    this.told.push(report);
    return 'delivered';
  }

  #answer(): Promise<void> {
    return this.failure === undefined ? Promise.resolve() : Promise.reject(this.failure);
  }
}
