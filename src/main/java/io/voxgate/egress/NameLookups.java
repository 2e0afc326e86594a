package io.voxgate.egress;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.voxgate.limits.Limit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Semaphore;

/**
 * Asks the machine's name service, for a bounded number of names at once and of one domain for fewer. Each question
 * keeps a carrier of virtual threads busy until the answer is there, also when its caller has given up; with all 256
 * carriers busy no virtual thread of the process goes on. Names whose name server does not answer must not come to
 * that, and a domain's must not stop another's.
 */
public final class NameLookups {
    private static final NameLookups OF_THE_PROCESS = new NameLookups(
            Limit.NAME_LOOKUPS.count(), Limit.NAME_LOOKUPS_PER_DOMAIN.count(), InetAddress::getAllByName);

    private final Semaphore all;
    private final LoadingCache<String, Semaphore> domains;
    private final NameService service;

    NameLookups(int all, int perDomain, NameService service) {
        this.all = new Semaphore(all, true);
        this.domains = Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(perDomain, true));
        this.service = service;
    }

    /** Answers one question. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * The addresses of a name; the caller runs it on a virtual thread of its own, which it interrupts when it has no
     * more time.
     */
    public static InetAddress[] of(String host) throws UnknownHostException, InterruptedException {
        return OF_THE_PROCESS.addresses(host);
    }

    InetAddress[] addresses(String host) throws UnknownHostException, InterruptedException {
        Semaphore domain = domains.get(domain(host));
        domain.acquire();
        try {
            all.acquire();
            try {
                return service.addresses(host);
            } finally {
                all.release();
            }
        } finally {
            domain.release();
        }
    }

    /** The last two labels: their name server's owner runs those of every name below. */
    private static String domain(String host) {
        int last = host.lastIndexOf('.');
        return host.substring(host.lastIndexOf('.', last - 1) + 1);
    }
}
