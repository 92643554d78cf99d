export function writeChecksums(folder: string, env?: Record<string, string | undefined>): Promise<void>;
