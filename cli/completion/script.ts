import type { Command } from 'commander';
import { placesOf, type Place } from './tree.js';

/** The shells that a script can be made for. */
export const shells = ['bash', 'zsh'] as const;
/** One of them. */
export type Shell = (typeof shells)[number];

/** Stands among the words where a file or folder is an answer too; no word of ours begins like it. */
const FILES = '@files';

/**
 * The completion script of a command tree. What may come next is one function that any shell of the Bourne family can
 * run; only a few lines around it belong to the shell.
 */
export function completionScript(shell: Shell, program: Command): string {
  const name = program.name();
  const candidates = candidatesFunction(name, placesOf(program));
  switch (shell) {
    case 'bash':
      return [`# Completion for ${name}: source <(${name} completion bash)`, candidates, bashFrame(name)].join('\n');
    case 'zsh':
      return [`#compdef ${name}`, candidates, zshFrame(name)].join('\n');
  }
}

/** A function that is given the word before and all earlier ones, and prints what may come next. */
function candidatesFunction(name: string, places: readonly Place[]): string {
  const inner = places.filter(({ path }) => path !== '').map(({ path }) => quoted(` ${path}`));
  const values = places.flatMap(({ path, values: taken }) =>
    taken.map(({ flags, choices }) => {
      const patterns = flags.map((flag) => quoted(`${prefixed(path)}:${flag}`)).join('|');
      return `    ${patterns}) echo ${quoted(choices.join(' '))}; return ;;`;
    }),
  );
  const words = places.map(
    ({ path, words: all, files }) =>
      `    ${quoted(prefixed(path))}) echo ${quoted([...all, ...(files ? [FILES] : [])].join(' '))} ;;`,
  );
  return [
    `_${name}_candidates() {`,
    `  local before="$1" place='' word`,
    '  shift',
    '  for word in "$@"; do',
    '    case "$place $word" in',
    `    ${inner.join('|')}) place="$place $word" ;;`,
    '    esac',
    '  done',
    '  case "$place:$before" in',
    ...values,
    '  esac',
    '  case "$place" in',
    ...words,
    '  esac',
    '}',
  ].join('\n');
}

function prefixed(path: string): string {
  return path === '' ? '' : ` ${path}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function bashFrame(name: string): string {
  return [
    `_${name}() {`,
    '  local current="${COMP_WORDS[COMP_CWORD]}" candidates',
    `  candidates="$(_${name}_candidates "\${COMP_WORDS[COMP_CWORD-1]}" "\${COMP_WORDS[@]:1:COMP_CWORD-1}")"`,
    `  COMPREPLY=($(compgen -W "\${candidates%${FILES}}" -- "$current"))`,
    `  case "$candidates" in *${FILES})`,
    '    compopt -o filenames 2>/dev/null',
    `    local IFS=$'\\n'`,
    '    COMPREPLY+=($(compgen -f -- "$current")) ;;',
    '  esac',
    '}',
    `complete -F _${name} ${name}`,
  ].join('\n');
}

function zshFrame(name: string): string {
  return [
    `_${name}() {`,
    '  local candidates',
    `  candidates="$(_${name}_candidates "\${words[CURRENT-1]}" "\${(@)words[2,CURRENT-1]}")"`,
    `  compadd -- \${=candidates%${FILES}}`,
    `  case "$candidates" in *${FILES}) _files ;; esac`,
    '}',
    // Loaded from a folder of functions it is called at once; sourced, it is only made known.
    `if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi`,
  ].join('\n');
}
