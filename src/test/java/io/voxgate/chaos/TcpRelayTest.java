package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line that is bad in the way that was asked for. */
class TcpRelayTest {
    private static final byte[] WORDS = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private ServerSocket echo;
    private TcpRelay relay;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        relay = TcpRelay.open().to(echo.getLocalPort());
        Thread.ofVirtual().start(this::echo);
    }

    private void echo() {
        try {
            while (true) {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException _) {
                        // The test resets it.
                    }
                });
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        echo.close();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(5000);
        assertThat(exchange(socket)).isEqualTo(WORDS);
        return socket;
    }

    private static byte[] exchange(Socket socket) throws IOException {
        socket.getOutputStream().write(WORDS);
        return socket.getInputStream().readNBytes(WORDS.length);
    }

    @Test
    void aResetReachesTheClient() throws IOException {
        try (Socket socket = connected()) {
            relay.reset();
            assertThatThrownBy(() -> exchange(socket)).isInstanceOf(SocketException.class);
        }
        connected().close();
    }

    @Test
    void whatIsSwallowedIsNeverAnswered() throws IOException {
        try (Socket socket = connected()) {
            relay.swallow();
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> exchange(socket)).isInstanceOf(SocketTimeoutException.class);
            relay.heal();
            assertThatThrownBy(() -> exchange(socket)).isInstanceOf(SocketTimeoutException.class);
        }
        connected().close();
    }

    @Test
    void anAnswerIsCutInHalf() throws IOException {
        try (Socket socket = connected()) {
            relay.halfAnswers();
            socket.getOutputStream().write(WORDS);
            assertThat(readUntilReset(socket)).isLessThan(WORDS.length);
        }
        relay.heal();
        connected().close();
    }

    private static int readUntilReset(Socket socket) throws IOException {
        int read = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                read++;
            }
        } catch (SocketException _) {
            // The reset that was asked for.
        }
        return read;
    }

    @Test
    void aDrippingLineLosesNothing() throws IOException {
        try (Socket socket = connected()) {
            relay.drip();
            assertThat(exchange(socket)).isEqualTo(WORDS);
        }
    }
}
