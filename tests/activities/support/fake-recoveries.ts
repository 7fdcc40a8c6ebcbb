import type { CustomerRef } from '../../../ports/customer-store.js';
import type { Recoveries, CaseNews } from '../../../ports/recoveries.js';

/** Recoveries that remember what they were told; some customers' are not running, some parked, and some cannot be reached. */
export class FakeRecoveries implements Recoveries {
  readonly reported: string[] = [];
  readonly told: CaseNews[] = [];
  /** Cases whose run is over, so that they hear nothing. */
  readonly over = new Set<string>();
  readonly #idle: readonly string[];
  readonly #deaf: readonly string[];

  /** Customers of `acme` whose recovery is parked; undefined on a server that does not report it. */
  parkedCustomers: readonly string[] | undefined = [];

  constructor(idle: readonly string[] = [], deaf: readonly string[] = []) {
    this.#idle = idle;
    this.#deaf = deaf;
  }

  report({ tenant, customerId, incidentId }: Parameters<Recoveries['report']>[0]): Promise<void> {
    if (this.#deaf.includes(customerId)) return Promise.reject(new Error(`no answer for ${customerId}`));
    this.reported.push(`${tenant}/${customerId}/${incidentId}`);
    return Promise.resolve();
  }

  tell(news: CaseNews): Promise<'delivered' | 'closed'> {
    if (this.#deaf.includes(news.customerId)) return Promise.reject(new Error(`no answer for ${news.customerId}`));
    if (this.over.has(news.caseId)) return Promise.resolve('closed');
    this.told.push(news);
    return Promise.resolve('delivered');
  }

  parked(): Promise<readonly CustomerRef[] | undefined> {
    return Promise.resolve(this.parkedCustomers?.map((customerId) => ({ tenant: 'acme', customerId })));
  }

  idle<C extends CustomerRef>(customers: readonly C[]): Promise<readonly C[]> {
    return Promise.resolve(customers.filter(({ customerId }) => this.#idle.includes(customerId)));
  }
}
