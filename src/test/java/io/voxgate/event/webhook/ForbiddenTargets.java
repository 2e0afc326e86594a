package io.voxgate.event.webhook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hosts that must never be called from production, in every spelling that some resolver, library or browser takes for
 * them.
 */
final class ForbiddenTargets {
    /** Loopback, private and special addresses of IPv4: one or both ends of each range. */
    static final List<String> PRIVATE_FOUR = List.of(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.170",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255");

    /** What stays forbidden also where private addresses are allowed: metadata services and link-local addresses. */
    static final List<String> METADATA_FOUR = List.of(
            "169.254.169.254",
            "169.254.170.2",
            "169.254.0.23",
            "169.254.42.42",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192");

    static final List<String> PRIVATE_SIX = List.of(
            "::",
            "::1",
            "0:0:0:0:0:0:0:1",
            "::2",
            "fc00::1",
            "fd12:3456:789a::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1",
            "100::1",
            "2001:db8::1",
            "2001:10::1",
            "2001:20::1",
            "3fff::1",
            "5f00::1",
            "4000::1",
            "1::1",
            "64:ff9b:1::808:808");

    static final List<String> METADATA_SIX =
            List.of("fe80::1", "fe80::a9fe:a9fe", "febf::1", "fd00:ec2::254", "fd20:ce::254", "fd00:42::42");

    static final List<String> METADATA_NAMES = List.of(
            "metadata.google.internal",
            "METADATA.google.INTERNAL",
            "metadata.goog",
            "metadata",
            "instance-data",
            "instance-data.ec2.internal",
            "metadata.tencentyun.com",
            "metadata.azure.internal",
            "metadata.azure.com",
            "metadata.oraclecloud.com",
            "metadata.packet.net",
            "rancher-metadata");

    static final List<String> PRIVATE_NAMES = List.of(
            "localhost",
            "LocalHost",
            "a.localhost",
            "localhost.localdomain",
            "ip6-localhost",
            "intranet",
            "db",
            "printer.local",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "vault.internal",
            "wiki.corp",
            "router.lan",
            "nas.home.arpa",
            "nas.home",
            "a.test",
            "a.invalid",
            "a.onion");

    private ForbiddenTargets() {}

    /** Every spelling of every one of them, as the host of a URL. */
    static List<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>(PRIVATE_FOUR);
        hosts.addAll(METADATA_FOUR);
        List.of("127.0.0.1", "10.0.0.1", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0")
                .forEach(four -> hosts.addAll(spellings(four)));
        List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "100.100.100.200", "192.168.0.1", "168.63.129.16")
                .forEach(four -> carriers(four).forEach(six -> hosts.add("[" + six + "]")));
        PRIVATE_SIX.forEach(six -> hosts.add("[" + six + "]"));
        METADATA_SIX.forEach(six -> hosts.add("[" + six + "]"));
        hosts.addAll(List.of(
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "[::1%251]",
                "[::ffff:127.0.0.1%25lo]",
                "[v1.127.0.0.1]",
                "[]",
                "[:]",
                "[127.0.0.1]",
                "::1",
                "0:0:0:0:0:0:0:1"));
        hosts.addAll(METADATA_NAMES);
        hosts.addAll(PRIVATE_NAMES);
        return List.copyOf(hosts);
    }

    /** Other ways to write an IPv4 address: what inet_aton, browsers and old libraries take. */
    private static List<String> spellings(String four) {
        int[] parts = parts(four);
        long whole = IntStream.of(parts).asLongStream().reduce(0, (number, part) -> number * 256 + part);
        long last3 = whole & 0xffffff;
        long last2 = whole & 0xffff;
        List<String> found = new ArrayList<>(List.of(
                Long.toString(whole),
                "0x" + Long.toHexString(whole),
                "0X" + Long.toHexString(whole).toUpperCase(Locale.ROOT),
                "0" + Long.toOctalString(whole),
                Long.toString(whole + (1L << 32)),
                parts[0] + "." + last3,
                parts[0] + "." + parts[1] + "." + last2,
                joined(parts, "0x%x"),
                joined(parts, "0%o"),
                joined(parts, "%03d"),
                joined(parts, "0000%o"),
                joined(parts, "0x%02X"),
                "0x" + Integer.toHexString(parts[0]) + "." + last3,
                "0" + Integer.toOctalString(parts[0]) + "." + parts[1] + "." + last2,
                four + ".",
                four + "..",
                "." + four,
                four.replaceFirst("\\.", ".."),
                four + " ",
                "%20" + four,
                four.replace(".", "%2e"),
                four.replace('.', '\u3002'),
                four.replace('.', '\uff0e'),
                four.replace('.', '\uff61'),
                digits(four, '\uff10'),
                digits(four, '\u0660'),
                digits(four, '\u09e6'),
                circled(four),
                "user@" + four,
                "example.com@" + four,
                "example.com:443@" + four,
                "example.com%00@" + four,
                four + "\\@example.com",
                four + "%00.example.com",
                four + "#@example.com",
                four + "%23.example.com",
                four + "\t",
                "-" + four,
                "+" + four,
                four + "/32"));
        found.add(four + "%0d%0aHost:%20x");
        return found;
    }

    /**
     * IPv6 addresses that carry an IPv4 address: mapped, compatible, translated, NAT64, 6to4, Teredo (as server and as
     * client), ISATAP.
     */
    static List<String> carriers(String four) {
        int[] p = parts(four);
        String hex = "%x:%x".formatted(p[0] << 8 | p[1], p[2] << 8 | p[3]);
        String inverted = "%x:%x".formatted(~(p[0] << 8 | p[1]) & 0xffff, ~(p[2] << 8 | p[3]) & 0xffff);
        return List.of(
                "::ffff:" + four,
                "::ffff:" + hex,
                "0:0:0:0:0:ffff:" + four,
                "::" + four,
                "::" + hex,
                "::ffff:0:" + hex,
                "64:ff9b::" + four,
                "64:ff9b::" + hex,
                "64:ff9b:1::" + hex,
                "2002:" + hex + "::1",
                "2001:0:" + hex + "::1",
                "2001:0:4136:e378:8000:63bf:" + inverted,
                "2606:4700::5efe:" + hex,
                "2606:4700::200:5efe:" + four);
    }

    private static String joined(int[] parts, String form) {
        return String.join(".", IntStream.of(parts).mapToObj(form::formatted).toList());
    }

    private static String digits(String four, char zero) {
        return four.chars()
                .map(c -> c == '.' ? c : zero + c - '0')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String circled(String four) {
        return four.chars()
                .map(c -> c == '.' ? c : c == '0' ? '\u24ea' : '\u2460' + c - '1')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static int[] parts(String four) {
        return List.of(four.split("\\.")).stream().mapToInt(Integer::parseInt).toArray();
    }
}
