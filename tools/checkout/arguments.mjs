import { parseArgs } from 'node:util';

/** The options of a command, as `parseArgs` takes them; `help` is in each of them. */
const HELP = { help: { type: 'boolean', short: 'h' } };

/**
 * Reads what follows `npm run <name> --`, before anything is installed, built or started. `--help` prints the usage and
 * ends the process; so does a wrong option, with one line and exit code 1.
 *
 * @param usage its first word is the command, such as `npm run docs`
 */
export function readArguments({ usage, options = {}, words = false }) {
  try {
    const { values, positionals } = parseArgs({ options: { ...options, ...HELP }, allowPositionals: words });
    if (!values.help) return { values, words: positionals };
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [sentence] = error.message.split(/\.?\n|\. |\.$/);
    process.stderr.write(`${sentence}. Add -- --help for what there is.\n`);
    process.exit(1);
  }
}
