/** A word or form that readers should not meet, and what to write instead. */
interface Rule {
  wrong: RegExp;
  better: string;
  /** The files for which the rule holds; all of them by default. */
  in?: RegExp;
}

const TYPESCRIPT = /\.tsx?$/;
const DECISION = /^docs\/adr\/\d{4}-.*\.md$/;
const DECISION_HEAD = String.raw`# \d{4}: \S.*\n\nStatus: (?:accepted|replaced by \d{4}), \d{4}-\d\d-\d\d\n\n## Context\n`;

/** The words may continue on the next line of a comment. */
const phrase = (...phrases: string[]) => {
  const space = String.raw`\s+(?:(?:\*|//|--)\s+)?`;
  return new RegExp(String.raw`\b(?:${phrases.join('|').replaceAll(' ', space)})\b`, 'gi');
};

/** The word alone, or as a part of a name: `told`, `isTold`, `TOLD_USERS`. */
const word = (...words: string[]) => {
  const forms = words.map((one) => {
    const snake = one.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
    return `(?<![A-Za-z])${one}|${one[0]!.toUpperCase()}${one.slice(1)}|(?<![A-Z])${snake}(?![A-Z])`;
  });
  return new RegExp(`(?:${forms.join('|')})(?![a-z])`, 'g');
};

const RULES: readonly Rule[] = [
  { wrong: phrase('he', 'him', 'his', 'himself', 'she', 'hers', 'herself'), better: 'they, them, their' },
  {
    wrong: word('whoever', 'whomever', 'somebody', 'anybody'),
    better: 'the actor: a caller, an operator, a process',
  },
  { wrong: word('told'), better: 'received, reported, notified' },
  { wrong: phrase('bears'), better: 'tolerates, accepts' },
  { wrong: phrase('as good as'), better: 'counts as' },
  { wrong: phrase('but for'), better: 'except' },
  { wrong: phrase('for good'), better: 'permanently' },
  { wrong: phrase('under way'), better: 'in progress, in flight, open' },
  { wrong: word('underWay', 'underway'), better: 'in progress, in flight, open' },
  { wrong: phrase('farewell', 'patience', 'passedOver', 'UntilSaved'), better: 'the term of the field' },
  { wrong: /^\s*test(?:\.\w+)*[(<]/gm, better: 'it', in: /\.spec\.ts$/ },
  { wrong: /\bstatic (?:register|with)\(/g, better: 'forRoot', in: /\.module\.ts$/ },
  { wrong: new RegExp(`^(?!${DECISION_HEAD}).*`, 'g'), better: 'the head of docs/adr/README.md', in: DECISION },
  { wrong: /^\s*(?:(?:static|readonly|async|get|set) )*#\w+/gm, better: 'private', in: TYPESCRIPT },
  { wrong: /\bconst \w+_SQL\b/g, better: 'the name without _SQL', in: TYPESCRIPT },
  { wrong: /^export class (?!\w*Handler\b)\w+ \{/gm, better: 'a name with Handler', in: /\.handler\.ts$/ },
  { wrong: /\b(?:perPage|pageNumber|pageNo)\b/g, better: 'page, pageSize', in: TYPESCRIPT },
];

/** Each violation as `file:line: wrong -> better`. */
export function dialectViolations(file: string, text: string): string[] {
  return RULES.filter((rule) => rule.in?.test(file) ?? true).flatMap(({ wrong, better }) =>
    Array.from(text.matchAll(wrong), ({ 0: found, index }) => {
      const start = index + found.search(/\S|$/);
      return `${file}:${text.slice(0, start).split('\n').length}: ${found.trim()} -> ${better}`;
    }),
  );
}
