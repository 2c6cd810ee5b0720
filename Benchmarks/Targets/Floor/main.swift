import CLoad
import CMediaIO
import Foundation

// floor SECONDS RECEIVERS: sends on core 0 to sockets that core 1 reads, and prints one line of JSON.
let arguments = CommandLine.arguments.dropFirst().compactMap(Double.init)
guard arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: floor SECONDS RECEIVERS\n".utf8))
    exit(64)
}

var ports = [UInt16](repeating: 0, count: Int(arguments[1]))
let sockets = ports.indices.map { cload_socket(0x7F00_0001, &ports[$0]) }
Thread.detachNewThread {
    _ = cmediaio_pin_thread(1)
    drain(sockets)
}
_ = cmediaio_pin_thread(0)

func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let floor = try Floor(ports: ports)
let (begin, before) = (cload_now(), threadSeconds())
while Double(cload_now() - begin) < arguments[0] * 1e9 { try floor.round() }
let used = threadSeconds() - before
let (rate, cost) = (Double(floor.sent) / used, used * 1e6 / Double(floor.sent))
print("{\"packets_per_second\": \(rate), \"cpu_us_per_packet\": \(cost)}")
