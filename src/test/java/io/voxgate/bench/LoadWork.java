package io.voxgate.bench;

/** What a load sends, numbered from 0, and what it makes of the answers. Called by many threads at once. */
interface LoadWork {
    byte[] request(int number);

    /** @return whether it is what it should be; anything else is an error */
    boolean accept(int number, LoadAnswer answer);
}
