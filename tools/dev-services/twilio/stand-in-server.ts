import { createHash, timingSafeEqual } from 'node:crypto';
import formBody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { apiErrors, errorBody, type ApiError } from './api-error.js';
import type { Account } from './delivery.js';
import { acceptMessage, toResource, type SmsMessage } from './message.js';
import { readPage, readSmsRequest, type Page } from './read-request.js';

/** What can be made to go wrong with the next create-message call. */
export type TwilioFault = 'too_many_requests' | 'server_error' | 'reset' | 'reset_after_accept';

/** What the server works on. */
export interface StandInState {
  readonly account: Account;
  readonly messages: SmsMessage[];
  /** The faults of the next calls, one each. */
  readonly faults: TwilioFault[];
  accepted(message: SmsMessage): void;
}

type Form = Readonly<Record<string, string>>;

/** Builds the HTTP server of the stand-in; it does not listen. */
export function buildStandInServer(state: StandInState): FastifyInstance {
  const server = fastify({ logger: false, forceCloseConnections: true });
  void server.register(formBody);
  server.setNotFoundHandler((_request, reply) => refuse(reply, apiErrors.notFound));
  server.get('/_stand-in/messages', () => state.messages);
  void server.register(
    (api, _options, done) => {
      api.addHook('onRequest', async (request, reply) => {
        if (!isAuthentic(request, state.account)) await refuse(reply, apiErrors.unauthenticated);
      });
      const account = `/${state.account.accountSid}`;
      api.get(`${account}.json`, () => ({ sid: state.account.accountSid, status: 'active' }));
      void api.register(
        (own, _, added) => {
          addMessageRoutes(own, state);
          added();
        },
        { prefix: account },
      );
      done();
    },
    { prefix: '/2010-04-01/Accounts' },
  );
  return server;
}

function addMessageRoutes(api: FastifyInstance, state: StandInState): void {
  const { accountSid } = state.account;
  api.post<{ Body: Form }>('/Messages.json', (request, reply) => create(request.body, reply, state));
  api.get<{ Querystring: Form }>('/Messages.json', ({ query }) =>
    pageResource(readPage(state.messages, query), accountSid),
  );
  api.get<{ Params: { file: string } }>('/Messages/:file', (request, reply) => {
    const message = state.messages.find(({ sid }) => `${sid}.json` === request.params.file);
    return message === undefined ? refuse(reply, apiErrors.notFound) : toResource(message, accountSid);
  });
}

function create(form: Form | undefined, reply: FastifyReply, state: StandInState): unknown {
  const fault = state.faults.shift();
  if (fault === 'too_many_requests') return refuse(reply, apiErrors.tooManyRequests);
  if (fault === 'server_error') return refuse(reply, apiErrors.serverError);
  if (fault === 'reset') return cut(reply);

  const asked = readSmsRequest(form ?? {});
  if ('code' in asked) return refuse(reply, asked);
  const message = acceptMessage(asked, Date.now());
  state.messages.push(message);
  state.accepted(message);
  if (fault === 'reset_after_accept') return cut(reply);
  return reply.code(201).send(toResource(message, state.account.accountSid));
}

function refuse(reply: FastifyReply, error: ApiError): FastifyReply {
  return reply.code(error.status).send(errorBody(error));
}

// The caller sees its connection reset and cannot know whether the message was taken.
function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}

function isAuthentic(request: FastifyRequest, { accountSid, authToken }: Account): boolean {
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  return timingSafeEqual(sha256(request.headers.authorization ?? ''), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function pageResource({ messages, page, pageSize, hasNext }: Page, accountSid: string): unknown {
  const uri = (index: number) => `/2010-04-01/Accounts/${accountSid}/Messages.json?PageSize=${pageSize}&Page=${index}`;
  return {
    first_page_uri: uri(0),
    uri: uri(page),
    next_page_uri: hasNext ? uri(page + 1) : null,
    previous_page_uri: page === 0 ? null : uri(page - 1),
    page,
    page_size: pageSize,
    start: page * pageSize,
    end: page * pageSize + Math.max(messages.length - 1, 0),
    messages: messages.map((message) => toResource(message, accountSid)),
  };
}
