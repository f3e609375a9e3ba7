import { inflateRawSync } from 'node:zlib';

/** Where the list of a zip file's entries begins, and how many there are (APPNOTE 4.3.16). */
function directoryOf(zip: Buffer): { at: number; entries: number } {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0) throw new Error('not a zip file');
  return { at: zip.readUInt32LE(end + 16), entries: zip.readUInt16LE(end + 10) };
}

/** The files of a zip file by their paths (APPNOTE 4.3.12, 4.3.7; stored or deflated, without ZIP64). */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const { at, entries } = directoryOf(zip);
  for (let entry = at, n = 0; n < entries; n++) {
    const nameLength = zip.readUInt16LE(entry + 28);
    const path = zip.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    const content = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(content, content + zip.readUInt32LE(entry + 20));
    if (!path.endsWith('/')) {
      files.set(path, zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed));
    }
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return files;
}
