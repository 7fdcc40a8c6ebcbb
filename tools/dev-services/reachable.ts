const probeLimitMs = 3_000;

/**
 * Throws within three seconds when a host does not answer, whatever its answer. Download libraries retry or wait for
 * minutes where there is no network; a short question first makes the next source come soon. Behind a proxy only the
 * downloader itself can tell, and nothing is asked.
 */
export async function expectReachable(url: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if ((env['HTTPS_PROXY'] ?? env['https_proxy'] ?? '') !== '') return;
  const { host } = new URL(url);
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeLimitMs) });
  } catch (error) {
    throw new Error(`${host} cannot be reached`, { cause: error });
  }
}
