import type { Snapshot, SnapshotStore } from './snapshot'

/** The snapshot in use: readers get it without waiting, the refresher replaces it. */
export interface ShopData {
  current(): Snapshot | undefined
  /**
   * Shoppers get the new list at once, even when it cannot be kept.
   * @throws when it could not be stored; it is served all the same
   */
  replace(next: Snapshot): Promise<void>
}

/** The same, of several instances on one store. */
export interface SharedShopData extends ShopData {
  /**
   * Takes over the list that another instance has read, if there is a newer one.
   * @throws when the store cannot be read; the list that is here is served on
   */
  catchUp(): Promise<void>
}

/** @throws when the store cannot be read */
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
