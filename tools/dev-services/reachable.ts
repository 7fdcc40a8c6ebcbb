const probeLimitMs = 3_000;

/**
 * Throws within three seconds when a host does not answer, whatever its answer. Download libraries retry or wait for
 * minutes where there is no network; a short question first makes the next source come soon.
 */
export async function expectReachable(url: string): Promise<void> {
  const { host } = new URL(url);
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeLimitMs) });
  } catch (error) {
    throw new Error(`${host} cannot be reached`, { cause: error });
  }
}
