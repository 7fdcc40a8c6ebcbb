import type { Command } from 'commander';
import type { CustomerAnswer } from '../../web/api/known-customer.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { customerText } from './customer-texts.js';

/** `customer show`: who a customer is, and where they are reached. */
export function addCustomerShow(customers: Command, context: Context): void {
  finished(
    customers
      .command('show')
      .description('say who a customer is, where they are reached, what stops an address, and their open case')
      .argument('<customer>', 'the id of the customer'),
    'amends customer show c-77',
  ).action(async (id: string, options: CommonOptions) => {
    const server = await context.server();
    const path = `/v1/customers/${encodeURIComponent(id)}`;
    const known = await server.ask<CustomerAnswer>({ method: 'GET', path });
    show(context, options, { document: known, text: customerText(known, context.paint) });
  });
}
