import type { Snapshot, SnapshotStore } from './snapshot'

/** The current snapshot: read without waiting, replaced by the refresher. */
export interface ShopData {
  current(): Snapshot | undefined
  /**
   * Serves the new snapshot at once, also if it cannot be stored. @throws if it could not be
   * stored; it is served anyway
   */
  replace(next: Snapshot): Promise<void>
}

/** The same for several instances on one store. */
export interface SharedShopData extends ShopData {
  /**
   * Loads a newer snapshot that another instance stored. @throws if the store cannot be read; the
   * current snapshot stays
   */
  catchUp(): Promise<void>
}

/** @throws if the store cannot be read */
export async function loadShopData(store: SnapshotStore): Promise<SharedShopData> {
  let snapshot = await store.load()
  return {
    current: () => snapshot,
    replace: async (next) => {
      snapshot = next
      await store.save(next)
    },
    catchUp: async () => {
      snapshot = (await store.loadNewer()) ?? snapshot
    },
  }
}
