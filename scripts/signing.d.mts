export function signingOptions(env: Record<string, string | undefined>, platform: NodeJS.Platform): string[];
