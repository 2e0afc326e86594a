package io.voxgate.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be connected to. Link-local and cloud metadata addresses never; loopback, private and other
 * special ones only where the installation allows them. An IPv4 address inside an IPv6 one (mapped, compatible,
 * translated, NAT64, 6to4, Teredo, ISATAP) counts as well as what carries it.
 */
public record EgressAddressPolicy(boolean privateAllowed) implements AddressPolicy {
    /**
     * The metadata and host services of AWS, Google, Azure, Alibaba, Tencent, Oracle, Scaleway, and whatever else is
     * link-local.
     */
    private static final List<Range> METADATA = List.of(
            Range.of("169.254.0.0", 16),
            Range.of("100.100.100.200", 32),
            Range.of("168.63.129.16", 32),
            Range.of("192.0.0.192", 32),
            Range.of("fe80::", 10),
            Range.of("fd00:ec2::254", 128),
            Range.of("fd20:ce::254", 128),
            Range.of("fd00:42::42", 128));

    private static final List<Range> SPECIAL = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 3),
            Range.of("2001::", 23),
            Range.of("2001:db8::", 32),
            Range.of("3fff::", 20));
    private static final Range GLOBAL_SIX = Range.of("2000::", 3);
    private static final Range NAT64 = Range.of("64:ff9b::", 96);
    private static final Range LOCAL_NAT64 = Range.of("64:ff9b:1::", 48);
    private static final Range SIX_TO_FOUR = Range.of("2002::", 16);
    private static final Range TEREDO = Range.of("2001::", 32);
    private static final Range COMPATIBLE = Range.of("::", 96);
    private static final Range TRANSLATED = Range.of("::ffff:0:0:0", 96);
    private static final Range UNSPECIFIED_AND_LOOPBACK = Range.of("::", 127);

    /** Whether it is the metadata service of some cloud's machines, or link-local; not one packed into another. */
    static boolean metadata(InetAddress address) {
        return METADATA.stream().anyMatch(range -> range.holds(address));
    }

    @Override
    public Optional<String> refusal(InetAddress address) {
        List<InetAddress> readings = readings(address);
        if (readings.stream().anyMatch(reading -> METADATA.stream().anyMatch(range -> range.holds(reading)))) {
            return Optional.of("The host is a link-local or metadata address.");
        }
        if (!privateAllowed && readings.stream().anyMatch(EgressAddressPolicy::special)) {
            return Optional.of("The host is a private address.");
        }
        return Optional.empty();
    }

    private static boolean special(InetAddress address) {
        boolean unassigned = address instanceof Inet6Address && !GLOBAL_SIX.holds(address) && !NAT64.holds(address);
        return unassigned || SPECIAL.stream().anyMatch(range -> range.holds(address));
    }

    /** The address, and those that are packed into it. */
    private static List<InetAddress> readings(InetAddress address) {
        List<InetAddress> readings = new ArrayList<>(List.of(address));
        if (!(address instanceof Inet6Address)) {
            return readings;
        }
        byte[] bytes = address.getAddress();
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
        if (NAT64.holds(address)
                || LOCAL_NAT64.holds(address)
                || TRANSLATED.holds(address)
                || isatap
                || (COMPATIBLE.holds(address) && !UNSPECIFIED_AND_LOOPBACK.holds(address))) {
            readings.add(of(Arrays.copyOfRange(bytes, 12, 16)));
        }
        if (SIX_TO_FOUR.holds(address)) {
            readings.add(of(Arrays.copyOfRange(bytes, 2, 6)));
        }
        if (TEREDO.holds(address)) {
            readings.add(of(Arrays.copyOfRange(bytes, 4, 8)));
            readings.add(of(new byte[] {(byte) ~bytes[12], (byte) ~bytes[13], (byte) ~bytes[14], (byte) ~bytes[15]}));
        }
        return readings;
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Range(boolean four, byte[] start, int bits) {

        static Range of(String address, int bits) {
            InetAddress start = InetAddress.ofLiteral(address);
            return new Range(start instanceof Inet4Address, start.getAddress(), bits);
        }

        boolean holds(InetAddress address) {
            if (four != address instanceof Inet4Address) {
                return false;
            }
            byte[] bytes = address.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
