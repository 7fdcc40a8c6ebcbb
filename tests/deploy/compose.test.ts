import { access, readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import Fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { environment } from '../../config/env.js';
import { readInstallation, readWebSettings, readWorkerSettings } from '../../config/index.js';
import { attributes } from '../../workflows/contract.js';
import { environmentOf, readCompose, variablesIn, type ComposeFile, type Service } from './support/compose-file.js';

/** What somebody has filled in who deploys; made up here, and of the form of real ones. */
const filledIn: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://care.example',
  LINK_SECRET: '3c1f0e9b7a5d48266f0b1c2d3e4f5061',
  KEY_SECRET: 'b7d2f6a1c9e84035d1e2f3a4b5c6d7e8',
  API_KEYS: 'acme:shop:backend:5f2c1d9be07a3846f1d09c8b7e6a5432c0ffee1234567890abcdef9876543210',
  SMTP_URL: 'smtps://amends:8f3a2b1c@relay.example:465',
  MAIL_FROM: 'care@customers.example',
  POSTGRES_PASSWORD: '9d8c7b6a',
  MONGODB_ROOT_PASSWORD: '1a2b3c4d',
  MONGODB_PASSWORD: '5e6f7a8b',
  MONGODB_REPLICA_SET_KEY: '2468ace0',
  GRAFANA_PASSWORD: '13579bdf',
};

/** A variable whose value is a secret, by its name. */
const secretName = /SECRET|PASSWORD|PWD|KEY|TOKEN|_URI$|SMTP_URL/;
/** A value without a secret of its own: a required variable, or one that may stay empty. */
const withoutDefault = /^(mongodb:\/\/amends:)?\$\{\w+:(\?[^}]*|-)\}(@mongodb:27017\/amends\?replicaSet=rs0)?$/;

describe('docker-compose.yml', () => {
  let compose: ComposeFile;
  let services: readonly (readonly [name: string, service: Service])[];
  const serviceOf = (name: string): Service => compose.services[name] ?? {};

  beforeAll(async () => {
    compose = await readCompose();
    services = Object.entries(compose.services);
  });

  /** Whether a text is a Compose file by the schema of the Compose specification; the first fault, or undefined. */
  async function faultOf(file: unknown): Promise<string | undefined> {
    const text = await readFile('tests/deploy/compose-spec.json', 'utf8');
    // The validator knows a newer draft, in which these two keywords have other values; they only name the schema.
    const schema = JSON.parse(text, (key, value: unknown) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    ) as object;
    const options = { removeAdditional: false, coerceTypes: false, strict: false, validateFormats: false } as const;
    const app = Fastify({ ajv: { customOptions: options } });
    app.post('/', { schema: { body: schema } }, () => 'sound');
    const answer = await app.inject({ method: 'POST', url: '/', payload: file as object });
    await app.close();
    return answer.statusCode === 200 ? undefined : answer.json<{ message: string }>().message;
  }

  it('is a Compose file by the schema of the specification', async () => {
    expect(await faultOf(compose)).toBeUndefined();
  });

  it.each([
    ['an unknown key', { services: { web: { image: 'a:1', imgae: 'b' } } }],
    ['a port that is none', { services: { web: { image: 'a:1', ports: [{ target: 'x', nonsense: true }] } } }],
    ['a condition that is none', { services: { web: { depends_on: { db: { condition: 'service_happy' } } } } }],
  ])('and the control: %s is refused by that schema', async (_, file) => {
    expect(await faultOf(file)).toMatch(/body/);
  });

  it('publishes ports on loopback alone', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  it('keeps both databases where only their own users reach them', () => {
    expect(compose.networks['data']?.internal).toBe(true);
    for (const name of ['postgresql', 'mongodb']) expect(serviceOf(name)).toMatchObject({ networks: ['data'] });
    expect([serviceOf('postgresql').ports, serviceOf('mongodb').ports]).toEqual([undefined, undefined]);
  });

  it('pins each image to one version, and builds ours', () => {
    const images = services.filter(([, { build }]) => build === undefined).map(([, { image = '' }]) => image);
    expect(images.filter((image) => !/^[\w/-]+:v?\d+\.\d+(\.\d+)?(-\w+)?$/.test(image))).toEqual([]);
    expect([serviceOf('web').build, serviceOf('worker').build]).toEqual(['.', '.']);
  });

  it('asks each service whether it is well, but for jobs, which others wait for to end, and what runs once', () => {
    const lasting = services.filter(([, { profiles = [] }]) => !profiles.includes('doctor'));
    const jobs = lasting.filter(([, { healthcheck }]) => healthcheck === undefined).map(([name]) => name);
    const awaited = services.flatMap(([, service]) => Object.entries(service.depends_on ?? {}));
    const ended = awaited.filter(([, { condition }]) => condition === 'service_completed_successfully');
    expect([...jobs].sort()).toEqual([...new Set(ended.map(([name]) => name))].sort());
    const healthy = awaited.filter(([, { condition }]) => condition === 'service_healthy').map(([name]) => name);
    expect(healthy.filter((name) => serviceOf(name).healthcheck === undefined)).toEqual([]);
    expect(awaited.filter(([, { condition }]) => condition === 'service_started')).toEqual([]);
  });

  it('holds no secret and no default for one', () => {
    const secrets = services.flatMap(([name, { environment: variables = {} }]) =>
      Object.entries(variables).flatMap(([variable, value]) =>
        secretName.test(variable) ? [{ name, variable, value }] : [],
      ),
    );
    expect(secrets.map(({ variable }) => variable)).toContain('MONGO_INITDB_ROOT_PASSWORD');
    expect(secrets.filter(({ value }) => !withoutDefault.test(value))).toEqual([]);
  });

  it.each(Object.keys(filledIn))('starts nothing without %s', (missing) => {
    const start = (values: Record<string, string | undefined>) => () =>
      services.map(([, service]) => environmentOf(service, values));
    expect(start({ ...filledIn, [missing]: '' })).toThrow(`${missing} is required`);
    expect(start(filledIn)).not.toThrow();
  });

  it('gives web and worker what they need to start in production, and no variable that they do not know', () => {
    const [web, worker] = [environmentOf(serviceOf('web'), filledIn), environmentOf(serviceOf('worker'), filledIn)];
    expect(readWebSettings(web)).toMatchObject({ host: '0.0.0.0', port: 8080, drainFor: 5_000, trustedProxies: [] });
    expect(readWorkerSettings(worker)).toMatchObject({ twilio: undefined, metrics: { port: 9464 } });
    const known = [...Object.keys(environment.shape), 'NODE_ENV', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'];
    expect(Object.keys({ ...web, ...worker }).filter((name) => !known.includes(name))).toEqual([]);
    expect([web['NODE_ENV'], worker['NODE_ENV']]).toEqual(['production', 'production']);
  });

  it('has a doctor that nothing else starts, which reaches all and finds no fault in its settings', () => {
    const doctor = serviceOf('doctor');
    expect(doctor).toMatchObject({
      profiles: ['doctor'],
      restart: 'no',
      networks: ['default', 'data'],
      image: serviceOf('web').image,
      entrypoint: ['node', 'dist/cli/main.js', 'doctor'],
    });
    expect(doctor.depends_on).toBeUndefined();
    const settings = environmentOf(doctor, filledIn);
    const { faults, doubts, production, settings: read } = readInstallation(settings);
    expect([faults, doubts, production]).toEqual([[], [], true]);
    expect(settings).toEqual({
      ...environmentOf(serviceOf('web'), filledIn),
      ...environmentOf(serviceOf('worker'), filledIn),
    });
    expect(read).toMatchObject({ HTTP_PORT: 8080, MAIL_FROM: 'care@customers.example' });
  });

  it.each(['web', 'worker'])('and the control: %s alone has not what the doctor needs', (name) => {
    expect(readInstallation(environmentOf(serviceOf(name), filledIn)).faults).not.toEqual([]);
  });

  it('asks web and worker where they answer', () => {
    const [web, worker] = [serviceOf('web'), serviceOf('worker')];
    expect(web.healthcheck?.test.join(' ')).toContain(`:${web.environment?.['HTTP_PORT']}/readyz`);
    expect(worker.healthcheck?.test.join(' ')).toContain(`:${worker.environment?.['METRICS_PORT']}/healthz`);
  });

  it('reads the variables of its example file, which holds no secret, and no others', async () => {
    const used = variablesIn(await readFile('docker-compose.yml', 'utf8'));
    const example = parseEnv(await readFile('deploy/compose.env.example', 'utf8'));
    expect(Object.keys(example).sort()).toEqual([...used].sort());
    expect(Object.entries(example).filter(([name, value]) => secretName.test(name) && value !== '')).toEqual([]);
    const required = Object.keys(filledIn).every((name) => example[name] === '');
    expect(required).toBe(true);
  });

  it('mounts only what is there', async () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.filter((volume) => volume.startsWith('./')));
    expect(mounted.length).toBeGreaterThan(0);
    await expect(Promise.all(mounted.map((volume) => access(volume.split(':')[0] ?? '')))).resolves.toBeDefined();
  });
});

describe('the job that prepares the namespace', () => {
  it('adds the search attributes that every case sets, and no other', async () => {
    const script = await readFile('deploy/temporal/prepare-namespace.sh', 'utf8');
    const added = [...script.matchAll(/^attribute (\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
    const needed = Object.values(attributes).map(
      ({ name, type }) => `${name} ${type === 'DATETIME' ? 'Datetime' : 'Keyword'}`,
    );
    expect(added.sort()).toEqual(needed.sort());
  });
});

describe('the Dockerfile', () => {
  it('ends as an ordinary user, in an image that starts from a pinned version', async () => {
    const lines = (await readFile('Dockerfile', 'utf8')).split('\n');
    const bases = lines.filter((line) => line.startsWith('FROM '));
    expect(bases.filter((line) => !/^FROM node:20\.\d+\.\d+-bookworm-slim( AS \w+)?$/.test(line))).toEqual([]);
    const last = lines.slice(lines.lastIndexOf(bases.at(-1) ?? ''));
    expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(last).toContain('ENV NODE_ENV=production');
  });

  it('takes production dependencies alone, and of the native part the platform of the image alone', async () => {
    const text = await readFile('Dockerfile', 'utf8');
    expect(text).toMatch(/FROM \S+ AS modules[\s\S]*npm ci --omit=dev[\s\S]*core-bridge\/releases[\s\S]*AS build/);
    expect(text).toMatch(/COPY --from=modules \/app\/node_modules node_modules\nCOPY --from=build \/app\/dist dist/);
  });

  it('starts what the build makes of an entry point, as both services do', async () => {
    const text = await readFile('Dockerfile', 'utf8');
    const compose = await readCompose();
    const commands = [
      JSON.parse(/^CMD (.*)$/m.exec(text)?.[1] ?? '') as string[],
      compose.services['web']?.command,
      compose.services['worker']?.command,
    ];
    expect(commands).toEqual([
      ['node', 'dist/web/main.js'],
      ['node', 'dist/web/main.js'],
      ['node', 'dist/worker/main.js'],
    ]);
  });

  it('lets no secret and no module of another machine into the build', async () => {
    const ignored = (await readFile('.dockerignore', 'utf8')).split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env*', 'deploy', '.amends', 'node_modules', '.git']));
  });
});
