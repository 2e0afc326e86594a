package io.voxgate.event.stream;

/** The way to one reader. Nothing in it waits. */
interface StreamSink {
    /** Before there is one. */
    StreamSink NOWHERE = new StreamSink() {
        @Override
        public void write(String text) {
            throw new IllegalStateException("There is no reader yet");
        }

        @Override
        public boolean full() {
            return false;
        }

        @Override
        public void end() {}

        @Override
        public void cut() {}
    };

    void write(String text);

    /**
     * More has been written than the reader has taken, beyond the bound; {@link EventStream#drained} is called when
     * there is room again.
     */
    boolean full();

    /** Ends the answer properly. */
    void end();

    /** Drops the connection with whatever the reader has not taken. */
    void cut();
}
