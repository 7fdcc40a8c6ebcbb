import { describe, expect, it } from 'vitest';
import { plainText } from '../../../adapters/channels/email/plain-text.js';

const GOES_ON = '[The rest is in the mailbox.]';

describe('the words of an HTML mail', () => {
  it('keep what is written between and below two quotes, and mark what is quoted as a text does', () => {
    const quotes = ['<blockquote>Did it arrive?</blockquote>', '<blockquote>We asked the courier.</blockquote>'];
    expect(plainText(`<div>${quotes.join('<p>No, see my lawyer.</p>')}<p>Thanks!</p></div>`)).toBe(
      '> Did it arrive?\nNo, see my lawyer.\n> We asked the courier.\nThanks!',
    );
  });

  it('mark a quote within a quote, and one that is closed by what is around it alone', () => {
    const inner = '<blockquote>oldest</blockquote>old<br>older';
    expect(plainText(`new<blockquote type="cite">${inner}</blockquote>newest`)).toBe(
      'new\n> oldest\n> old\n> older\nnewest',
    );
    expect(plainText('<div><blockquote>old</div><p>new</p>')).toBe('> old\nnew');
    expect(plainText('a</blockquote>b<blockquote>c')).toBe('ab\n> c');
  });

  it('leave out what is no text, however often and in whatever letters it stands there, and nothing between', () => {
    const page =
      '<head><TITLE>x</TITLE><style>a{}</style></head>It is<style>b{}</style> <script>c()</script><!-- d -->late';
    expect(plainText(page)).toBe('It is late');
    expect(plainText('<p>about style &lt;style&gt; and titles</p>')).toBe('about style <style> and titles');
  });

  it('stand line by line, with the letters that a mail names', () => {
    expect(plainText('<h1>Gr&uuml;&szlig;e</h1><p>a&nbsp; b<br/>c</p><ul><li>d<li>e</ul>')).toBe('Grüße\na b\nc\nd\ne');
    expect(plainText('<table><tr><td>f</td><td>g</td></tr></table>&#128077; &#x2764; &amp;lt; & &unknown;')).toBe(
      'f g\n👍 ❤ &lt; & &unknown;',
    );
    expect(plainText('<a title="a > b">h</a>')).toBe('h');
  });

  it('say where not all of them were looked at: so many elements in each other, or characters, has no mail', () => {
    expect(plainText(`${'<i>'.repeat(400)}Thanks!`)).toBe('Thanks!');
    expect(plainText(`Thanks!${'<i>'.repeat(600)}I will sue.`)).toBe(`Thanks!\n${GOES_ON}`);
    expect(plainText(`Thanks!${'<i></i>'.repeat(600)}`)).toBe('Thanks!');
    expect(plainText(`Thanks!${' '.repeat(500_000)}I will sue.`)).toBe(`Thanks!\n${GOES_ON}`);
  });

  it('are none where there are none', () => {
    for (const html of ['', '<style>a{}', '<p></p>', '<']) expect(plainText(html).replace('<', '')).toBe('');
  });
});
