/** The one piece of miniprogram-ci's inside that is used, by the corpus only: how its DevTools tell it of changes. */
declare module 'miniprogram-ci/dist/modules/createSummer' {
  interface WatchedProject {
    onFileChange(kind: 'add' | 'change' | 'unlink', path: string): Promise<void>
  }
  export const summerCompilerFactory: {
    readonly project: WatchedProject | null
    readonly summerCompiler: { readonly project: WatchedProject } | null
  }
}
