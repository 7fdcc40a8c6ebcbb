import { secret, urlOf } from './values.js';

/** Where other systems tell what they know of a customer, and how they know that it is us. */
export const contextVariables = {
  CONTEXT_ORDERS_URL: urlOf(['http:', 'https:'], 'https://shop.example/orders').optional(),
  CONTEXT_CRM_URL: urlOf(['http:', 'https:'], 'https://crm.example/customers').optional(),
  CONTEXT_CONTACTS_URL: urlOf(['http:', 'https:'], 'https://desk.example/contacts').optional(),
  CONTEXT_SECRET: secret.optional(),
};

/** All of them, for whoever reads them. */
export const pickContext = {
  CONTEXT_ORDERS_URL: true,
  CONTEXT_CRM_URL: true,
  CONTEXT_CONTACTS_URL: true,
  CONTEXT_SECRET: true,
} as const;

type Values = { readonly [K in keyof typeof pickContext]?: string | undefined };

/** The other systems that are asked; a part whose address is missing is shown as missing. */
export interface ContextSettings {
  readonly orders?: string;
  readonly crm?: string;
  readonly contacts?: string;
  readonly secret: string;
}

/** Whether every question to another system would be signed. */
export function signsContext(env: Values): boolean {
  return env.CONTEXT_SECRET !== undefined || urlsOf(env).length === 0;
}

/** What is wrong with questions that nobody could believe. */
export const contextUnsigned =
  'is missing, and the other CONTEXT_ variables need it; make one with: openssl rand -base64 48';

/** The other systems; nothing where none is asked. */
export function contextOf(env: Values): { readonly context?: ContextSettings } {
  const { CONTEXT_SECRET: secret } = env;
  const urls = urlsOf(env);
  return secret === undefined || urls.length === 0 ? {} : { context: { secret, ...Object.fromEntries(urls) } };
}

function urlsOf(env: Values): (readonly ['orders' | 'crm' | 'contacts', string])[] {
  const all = [
    ['orders', env.CONTEXT_ORDERS_URL],
    ['crm', env.CONTEXT_CRM_URL],
    ['contacts', env.CONTEXT_CONTACTS_URL],
  ] as const;
  return all.flatMap(([name, url]) => (url === undefined ? [] : [[name, url] as const]));
}
