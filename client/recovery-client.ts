import type { Verdict } from '../domain/case/case-events.js';
import type { StaffCommand } from '../domain/case/commands.js';
import type { CaseReport } from '../workflows/contract.js';

/** A stored incident that its customer's recovery has to take up. */
export interface ReportedIncident {
  readonly tenant: string;
  readonly customerId: string;
  readonly incidentId: string;
}

/** Where a command goes, who gives it, and the id that makes a repeat harmless. */
export interface CommandAddress {
  readonly tenant: string;
  readonly customerId: string;
  readonly caseId: string;
  readonly round: number;
  readonly requestId: string;
  readonly actor: string;
}

/** A staff command with its address. */
export type AddressedCommand = StaffCommand & CommandAddress;

/** The place in the journal after a command; readers ask for `minSeq`. */
export interface CommandReceipt {
  readonly seq: number;
}

/** A stored survey answer; its comment stays in the store. */
export interface AnsweredSurvey extends Verdict {
  readonly tenant: string;
  readonly customerId: string;
  readonly caseId: string;
  readonly round: number;
}

/** What became known about a case outside of it, and whose case it is. */
export type AddressedReport = CaseReport & { readonly tenant: string; readonly customerId: string };

/** The gateway to running recoveries, for backends inside the trust boundary and for the web edge. */
export interface RecoveryClient {
  /** Starts the customer's recovery, or joins the open one; a repeat changes nothing. Throws `RecoveryUnavailableError`. */
  report(incident: ReportedIncident): Promise<void>;
  /** Carries a command out. Throws `CommandRefusedError`, `CaseClosedError`, `RecoveryUnavailableError`. */
  command(command: AddressedCommand): Promise<CommandReceipt>;
  /**
   * The receipt of a command that was carried out before, or undefined; sends nothing.
   * It knows the latest run of the customer only. Throws `RecoveryUnavailableError`.
   */
  receipt(command: Pick<CommandAddress, 'tenant' | 'customerId' | 'requestId'>): Promise<CommandReceipt | undefined>;
  /** Tells the case about a stored answer; `closed` when no run is left to hear it. Throws `RecoveryUnavailableError`. */
  answer(answer: AnsweredSurvey): Promise<'delivered' | 'closed'>;
  /** Tells the case what became known about it; `closed` when no run is left to hear it. Throws `RecoveryUnavailableError`. */
  tell(report: AddressedReport): Promise<'delivered' | 'closed'>;
}
