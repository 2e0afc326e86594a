package io.voxgate.bench;

/**
 * The same request each time.
 *
 * @param answer a part of every right answer
 */
record FixedWork(byte[] bytes, String answer) implements LoadWork {
    @Override
    public byte[] request(int number) {
        return bytes;
    }

    @Override
    public boolean accept(int number, LoadAnswer got) {
        return got.status() == 200 && got.text().contains(answer);
    }
}
