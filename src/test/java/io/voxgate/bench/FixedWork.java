package io.voxgate.bench;

import java.util.List;

/**
 * The same requests in turn.
 *
 * @param answer a part of every right answer
 */
record FixedWork(List<byte[]> requests, String answer) implements LoadWork {
    FixedWork {
        requests = List.copyOf(requests);
    }

    FixedWork(byte[] request, String answer) {
        this(List.of(request), answer);
    }

    @Override
    public byte[] request(int number) {
        return requests.get(number % requests.size());
    }

    @Override
    public boolean accept(int number, LoadAnswer got) {
        return got.status() == 200 && got.text().contains(answer);
    }
}
