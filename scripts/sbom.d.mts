export type Bom = {
  bomFormat: string;
  specVersion: string;
  components: { name: string; version: string; purl: string; 'bom-ref': string; licenses: unknown[] }[];
  dependencies: { ref: string; dependsOn: string[] }[];
};
export function sbomOf(lock: unknown, runtimes: Record<string, string>): Bom;
