// The man page, made from the commands and options of the command line.

/** Text for roff: hyphens that stay hyphens, and no line that is taken for a request. */
const plain = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const bold = (text) => `\\fB${plain(text)}\\fR`;

function optionText({ short, long, value, help }) {
  const names = [short, long].filter((name) => name !== null).map(bold);
  const taken = value === null ? '' : ` \\fI${plain(value)}\\fR`;
  return `.TP\n${names.join(', ')}${taken}\n${plain(help)}`;
}

/** The lines of a help as they stand there. */
const asPrinted = (text) => (text === '' ? [] : ['.PP', '.nf', plain(text), '.fi']);

function commandText({ name, help, usage, options, details }) {
  return [
    `.SS "candela ${plain(`${name} ${usage}`).replaceAll('"', '\\(dq')}"`,
    plain(help),
    ...options.map(optionText),
    ...asPrinted(details),
  ];
}

/** @param commands rows of `CommandFacts`; the first is the program */
export function manPage([program, ...commands], version) {
  const lines = [
    `.TH CANDELA 1 "" "Candela ${version}" "Candela"`,
    '.SH NAME',
    `candela \\- ${plain(program.help.replace(/\.$/, '').replace(/^./, (letter) => letter.toLowerCase()))}`,
    '.SH SYNOPSIS',
    `${bold('candela')} [\\fIphoto\\fR ...]`,
    '.br',
    `${bold('candela')} \\fIcommand\\fR [\\fIoptions\\fR]`,
    '.SH DESCRIPTION',
    plain(program.help),
    'With photos alone it opens the window.',
    '.SH OPTIONS',
    ...program.options.map(optionText),
    '.SH COMMANDS',
    ...commands.flatMap(commandText),
    '.SH EXAMPLES AND EXIT STATUS',
    ...asPrinted(program.details),
  ];
  return `${lines.join('\n')}\n`;
}
