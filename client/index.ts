export { CaseClosedError, CommandRefusedError, RecoveryUnavailableError } from './errors.js';
export type {
  AddressedCommand,
  AddressedReport,
  AnsweredSurvey,
  CommandAddress,
  CommandReceipt,
  RecoveryClient,
  ReportedIncident,
} from './recovery-client.js';
export { TemporalRecoveryClient } from './temporal-recovery-client.js';
