/** MongoDB's address of several hosts: what stands before them, the hosts, what stands behind them. */
const ofHosts = /^(mongodb:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/s;

/**
 * The addresses in a text, one for each host, and none where it is no address. MongoDB names the members of a replica
 * set in one address, separated by commas, which no URL can read.
 */
export function addressesIn(text: string): readonly URL[] {
  const [, before, hosts = '', after = ''] = ofHosts.exec(text) ?? [];
  const texts = before === undefined ? [text] : hosts.split(',').map((host) => `${before}${host}${after}`);
  const addresses = texts.flatMap((one) => (URL.canParse(one) ? [new URL(one)] : [])).filter(hasOneHost);
  return addresses.length === texts.length ? addresses : [];
}

/** URLs of schemes that browsers do not know may lack a host, and take nearly anything for one. */
function hasOneHost({ protocol, hostname, port }: URL): boolean {
  // DNS says the hosts and ports behind a name of this scheme.
  if (protocol === 'mongodb+srv:' && port !== '') return false;
  return /^[^,@]+$/.test(hostname);
}
