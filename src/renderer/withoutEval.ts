import { z } from 'zod';

// The page's security policy forbids `eval`. Without this setting zod tries it once, and the policy reports that. It must run before any schema is made.
z.config({ jitless: true });
