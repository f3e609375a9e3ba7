/** The choices cannot be proven whole, or cannot be read at all: nothing is sent and no choice is shown as saved. */
export class StorageUnsafeError extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'StorageUnsafeError';
  }
}
