declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  // The bundler gives a module of classes a default export; there is no other form.
  export default classes;
}

declare module '*/tokens.css';
declare module '*/base.css';

// The formulas' style sheet. It is imported for its effect.
declare module 'katex/dist/katex.min.css';
