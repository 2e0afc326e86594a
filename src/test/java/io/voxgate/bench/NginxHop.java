package io.voxgate.bench;

import io.voxgate.attack.ProcessMeter;
import io.voxgate.replicas.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The least that something in between costs: nginx, one process, which only passes on. */
final class NginxHop implements AutoCloseable {
    private static final Path HOME = BenchmarkReport.HOME.resolve("nginx").toAbsolutePath();

    private final int port = Ports.free();
    private final ChildProcess process;

    private NginxHop(Path program, StubPeer peer) {
        Path file = HOME.resolve("hop.conf");
        try {
            Files.createDirectories(HOME);
            Files.writeString(file, configuration(peer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = ChildProcess.serve(
                List.of(program.toString(), "-p", HOME.toString(), "-e", "error.log", "-c", file.toString()),
                HOME.resolve("hop.log"));
        Reachable.await(port, Duration.ofSeconds(20));
    }

    /** Empty when nginx is not installed. */
    static Optional<NginxHop> open(StubPeer peer) {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new NginxHop(program, peer));
    }

    private String configuration(StubPeer peer) {
        return """
                worker_processes 1;
                daemon off;
                pid %1$s/hop.pid;
                error_log %1$s/error.log warn;
                events { worker_connections 4096; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    keepalive_requests 1000000000;
                    keepalive_timeout 1h;
                    upstream peer { server 127.0.0.1:%2$d; keepalive 256; keepalive_requests 1000000000; }
                    server {
                        listen 127.0.0.1:%3$d backlog=1024;
                        location / {
                            proxy_pass http://peer;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                        }
                    }
                }
                """.formatted(HOME, peer.port(), port);
    }

    int port() {
        return port;
    }

    double cpuSeconds() {
        return new ProcessMeter(process.pid()).cpuSeconds();
    }

    @Override
    public void close() {
        process.close();
    }
}
