import { describe, expect, it } from 'vitest';
import { readInstallation } from '../../config/index.js';

function read(name: 'MONGODB_URI' | 'SMTP_URL', text: string) {
  const { settings, faults } = readInstallation({ [name]: text });
  return { value: settings[name], faults: faults.filter((fault) => fault.startsWith(name)) };
}

describe('the address of MongoDB', () => {
  it.each([
    'mongodb://127.0.0.1:27017/amends',
    'mongodb://amends:pw@h1:27017,h2:27017/amends?replicaSet=rs0',
    'mongodb://h1,h2.example,h3:27018',
    'mongodb://amends:p%40w@[::1]:27017,[::1]:27018/amends',
    'mongodb+srv://amends:pw@cluster.example/amends',
  ])('may name one host, the members of a replica set or a name in DNS: %s', (text) => {
    expect(read('MONGODB_URI', text)).toEqual({ value: text, faults: [] });
  });

  it.each([
    'rubbish',
    'mongodb:',
    'mongodb://',
    'mongodb:///amends',
    'mongodb://h1,',
    'mongodb://u:pw@h1,,h2/amends',
    'mongodb://h1:27017,h2:port/amends',
    'mongodb://h1:27017,h2:99999/amends',
    'mongodb+srv://h1.example,h2.example/amends',
    'mongodb+srv://h1.example:27017/amends',
    'http://h1,h2/amends',
    'https://h1/amends',
  ])('is refused, without being repeated, where a host of it is none: %s', (text) => {
    const { value, faults } = read('MONGODB_URI', text);
    expect(value).toBeUndefined();
    expect(faults).toEqual([expect.stringMatching(/^MONGODB_URI is no address of this kind; give an address such as/)]);
  });
});

describe('the address of the mail server', () => {
  it('names one host', () => {
    expect(read('SMTP_URL', 'smtps://user:pw@relay.example:465').faults).toEqual([]);
  });

  it.each(['smtp://', 'smtp://a:25,b:25', 'mongodb://relay.example'])('is refused where it does not: %s', (text) => {
    expect(read('SMTP_URL', text).faults).toHaveLength(1);
  });
});
