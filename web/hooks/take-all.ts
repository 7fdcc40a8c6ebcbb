import type { FastifyRequest } from 'fastify';
import type { ProviderReport } from '../../ports/provider-hooks.js';
import type { ServerDependencies } from '../dependencies.js';
import { takeReport, type ReportResult } from './take-report.js';

/** Reports at once: enough to be done in time, and few enough to leave room for others. */
const AT_ONCE = 25;

/** What one request says, and through which door. */
export interface HeardReports {
  readonly request: FastifyRequest;
  readonly reports: readonly ProviderReport[];
  readonly source: string;
}

/**
 * Takes all reports of one request. Those that cannot be taken keep no others from it; then the first reason is thrown,
 * so that the provider sends all of them again.
 */
export async function takeAll(
  dependencies: ServerDependencies,
  { request, reports, source }: HeardReports,
): Promise<void> {
  const results: PromiseSettledResult<ReportResult>[] = [];
  for (let at = 0; at < reports.length; at += AT_ONCE) {
    const some = reports.slice(at, at + AT_ONCE);
    results.push(...(await Promise.allSettled(some.map((report) => takeReport(dependencies, { ...report, source })))));
  }
  for (const result of ['taken', 'unknown', 'outdated'] as const) {
    const count = results.filter((one) => one.status === 'fulfilled' && one.value === result).length;
    if (count === 0) continue;
    dependencies.metrics?.reported({ source, result, count });
    // They are answered like all others: a provider that is told of an error would send them again for days.
    if (result !== 'taken') request.log.info({ source, result, count }, 'reports about no message of the ledger');
  }
  const failed = results.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
