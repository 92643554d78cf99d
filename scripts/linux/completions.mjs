// Completions for bash, zsh and fish, made from the commands and options of the command line.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** What stands for an option's value. */
function kindOf({ value, choices }) {
  if (value === null) return 'none';
  if (choices.length > 0) return 'choices';
  return { '<folder>': 'folders', '<file>': 'files' }[value] ?? 'text';
}

const namesOf = ({ short, long }) => [short, long].filter((name) => name !== null);

/** For bash an empty answer means files; for folders and free text that is changed. */
const bashAnswers = {
  choices: ({ choices }) => `COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$word"))`,
  folders: () => 'compopt +o default -o dirnames',
  files: () => ':',
  text: () => 'compopt +o default',
};

function bashCommand({ name, options }) {
  const valued = options.filter((option) => kindOf(option) !== 'none');
  return [
    `    ${name})`,
    '      case $before in',
    ...valued.map(
      (option) => `        ${namesOf(option).join('|')}) ${bashAnswers[kindOf(option)](option)}; return ;;`,
    ),
    '      esac',
    `      [[ $word == -* ]] && COMPREPLY=($(compgen -W ${quoted(options.flatMap(namesOf).join(' '))} -- "$word"))`,
    '      ;;',
  ];
}

export function bashCompletion([program, ...commands]) {
  const names = commands.map(({ name }) => name);
  const first = [...names, 'help', ...program.options.flatMap(namesOf)].join(' ');
  return `${[
    '# bash completion of candela',
    '_candela() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}',
    '  COMPREPLY=()',
    '  if [[ $word == "=" ]]; then word=; elif [[ $before == "=" ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi',
    '  if ((COMP_CWORD == 1)); then',
    `    COMPREPLY=($(compgen -W ${quoted(first)} -- "$word"))`,
    '    return',
    '  fi',
    '  case ${COMP_WORDS[1]} in',
    `    help) COMPREPLY=($(compgen -W ${quoted(names.join(' '))} -- "$word")) ;;`,
    ...commands.flatMap(bashCommand),
    '  esac',
    '}',
    'complete -o default -F _candela candela',
  ].join('\n')}\n`;
}

/** A description inside of a specification of zsh's `_arguments`. */
const zshText = (text) => text.replace(/[[\]:\\]/g, '\\$&');

const zshActions = {
  choices: ({ choices }) => `(${choices.join(' ')})`,
  folders: () => '_files -/',
  files: () => '_files',
  text: () => ' ',
};

function zshOption(option) {
  const kind = kindOf(option);
  const taken = kind === 'none' ? '' : `:${zshText(option.long.slice(2))}:${zshActions[kind](option)}`;
  return namesOf(option).map((name) => {
    const joined = kind === 'none' ? '' : name.startsWith('--') ? '=' : '+';
    return `      ${quoted(`*${name}${joined}[${zshText(option.help)}]${taken}`)} \\`;
  });
}

const zshRest = { files: "'*:photo:_files'", folders: "'*:folder:_files -/'", nothing: "'*: : '" };

export function zshCompletion([program, ...commands]) {
  return `${[
    '#compdef candela',
    'local -a commands',
    'commands=(',
    ...commands.map(({ name, help }) => `  ${quoted(`${name}:${help.replaceAll(':', '\\:')}`)}`),
    "  'help:Show the help of a command.'",
    ')',
    'if ((CURRENT == 2)); then',
    '  if [[ $words[2] == -* ]]; then',
    '    _arguments \\',
    ...program.options.flatMap(zshOption),
    '      ',
    '  else',
    "    _describe -t commands 'command' commands",
    '    _files',
    '  fi',
    '  return',
    'fi',
    'local command=$words[2]',
    'shift words',
    '((CURRENT--))',
    'case $command in',
    "  help) _describe -t commands 'command' commands ;;",
    ...commands.flatMap(({ name, options, takesFiles }) => [
      `  ${name})`,
      '    _arguments \\',
      ...options.flatMap(zshOption),
      `      ${zshRest[takesFiles]}`,
      '    ;;',
    ]),
    'esac',
  ].join('\n')}\n`;
}

const fishText = (text) => `'${text.replace(/['\\]/g, '\\$&')}'`;

const fishActions = {
  none: () => '',
  choices: ({ choices }) => ` -xa ${fishText(choices.join(' '))}`,
  folders: () => " -xa '(__fish_complete_directories)'",
  files: () => ' -rF',
  text: () => ' -x',
};

function fishOption(condition) {
  return (option) => {
    const short = option.short === null ? '' : ` -s ${option.short.slice(1)}`;
    const value = fishActions[kindOf(option)](option);
    return `complete -c candela -n ${fishText(condition)}${short} -l ${option.long.slice(2)}${value} -d ${fishText(option.help)}`;
  };
}

export function fishCompletion([program, ...commands]) {
  const atFirst = '__fish_use_subcommand';
  const offered = ({ name, help }) => `complete -c candela -n ${atFirst} -a ${name} -d ${fishText(help)}`;
  return `${[
    '# fish completion of candela',
    ...program.options.map(fishOption(atFirst)),
    ...[...commands, { name: 'help', help: 'Show the help of a command.' }].map(offered),
    ...commands.flatMap(({ name, options, takesFiles }) => [
      ...(takesFiles === 'nothing'
        ? [`complete -c candela -f -n '__fish_seen_subcommand_from ${name}'`]
        : []),
      ...options.map(fishOption(`__fish_seen_subcommand_from ${name}`)),
    ]),
  ].join('\n')}\n`;
}
