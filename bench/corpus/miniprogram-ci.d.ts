/**
 * An internal module of miniprogram-ci, used only by the corpus: it reports changed files to the
 * compiler.
 */
declare module 'miniprogram-ci/dist/modules/createSummer' {
  interface WatchedProject {
    onFileChange(kind: 'add' | 'change' | 'unlink', path: string): Promise<void>
  }
  export const summerCompilerFactory: {
    readonly project: WatchedProject | null
    readonly summerCompiler: { readonly project: WatchedProject } | null
  }
}
