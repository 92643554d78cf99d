/**
 * A text as one word of a command line: for PowerShell on Windows, else for a POSIX shell.
 * @param platform as Node names it
 */
export function shellWord(text: string, platform: string): string {
  return platform === 'win32' ? quotedForPowerShell(text) : quotedForPosix(text);
}

function quotedForPosix(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Nothing is special inside single quotes, except a doubled quote, which stands for one. */
function quotedForPowerShell(text: string): string {
  return /^[\w+=:./\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
