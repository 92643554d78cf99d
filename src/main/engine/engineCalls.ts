import { hostCalls, type HostCallInput, type HostCallName, type HostCallOutput } from '@contract';
import type { z } from 'zod';
import { shortened } from '../calls/withoutPaths';
import { EngineFailure } from './EngineFailure';
import type { CallOptions, HostRequestOf } from './HostSession';

/** Every call of the contract as a function; input and answer are parsed. */
export type EngineCalls = {
  [Name in HostCallName]: (input: HostCallInput<Name>, options: CallOptions) => Promise<HostCallOutput<Name>>;
};

type Port = { call(request: HostRequestOf, options: CallOptions): Promise<unknown> };
type Spec<Input, Output> = { input: Input; output: Output };

export function engineCalls(port: Port): EngineCalls {
  const bind =
    <Input extends z.ZodType, Output extends z.ZodType>(name: HostCallName, spec: Spec<Input, Output>) =>
    async (input: z.input<Input>, options: CallOptions): Promise<z.output<Output>> => {
      const parsed = spec.input.parse(input);
      try {
        return spec.output.parse(await port.call({ name, input: parsed }, options));
      } catch (error) {
        throw named(error, pathsIn(parsed));
      }
    };
  return {
    inspect: bind('inspect', hostCalls.inspect),
    preview: bind('preview', hostCalls.preview),
    draft: bind('draft', hostCalls.draft),
    tile: bind('tile', hostCalls.tile),
    measure: bind('measure', hostCalls.measure),
    explain: bind('explain', hostCalls.explain),
    enhance: bind('enhance', hostCalls.enhance),
    picture: bind('picture', hostCalls.picture),
    models: bind('models', hostCalls.models),
    devices: bind('devices', hostCalls.devices),
    forget: bind('forget', hostCalls.forget),
  };
}

const pathKeys = new Set(['path', 'truth', 'input', 'output']);

function pathsIn(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' && pathKeys.has(key) ? [value] : key === 'job' ? pathsIn(value) : [],
  );
}

/** What the engine says of the files it was given has their names alone. */
function named(error: unknown, paths: readonly string[]): unknown {
  if (!(error instanceof EngineFailure)) return error;
  const { code, message, action } = error.wire;
  return new EngineFailure({ code, message: shortened(message, paths), action: shortened(action, paths) });
}
