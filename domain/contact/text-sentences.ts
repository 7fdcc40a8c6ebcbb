/** A provider sends no longer texts; what comes after this is read by a person anyway. */
const LONGEST = 1_600;

/**
 * The sentences of a text in small letters without marks and apostrophes, one space between words; whatever font it was written
 * in, with whatever cannot be seen, and with letters that were held down ("stopppp").
 */
export function sentencesOf(text: string): readonly string[] {
  return (
    text
      .slice(0, LONGEST)
      .normalize('NFKC')
      .slice(0, LONGEST)
      .replaceAll('🛑', ' stop ')
      .replace(/\p{Cf}/gu, '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .replace(/['’‘`´]/g, '')
      // Of all letters only an l stands twice in what we look for, and once nowhere: "call".
      .replace(/l{3,}/g, 'll')
      .replace(/([a-z])\1{2,}/g, '$1')
      .replace(/\be-mail/g, 'email')
      // German sets a comma before what somebody is to stop doing.
      .replace(/\bauf,\s*(?=(?:mir|mich|uns|mit)\b)/g, 'auf ')
      .split(/[.!?¡¿;,:\n\r…()"“”„«»]+|\s[-–—]+\s/)
      .map((sentence) => sentence.replace(/[^a-z0-9]+/g, ' ').trim())
      .filter((sentence) => sentence !== '')
  );
}
