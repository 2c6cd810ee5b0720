import HTTPTypes
import Hummingbird

/// A page that says kindly why somebody cannot come in, in English or Vietnamese. HTML that needs no script.
enum NoticePage: CaseIterable {
    case unknownLink
    case revoked
    case removed
    case meetingOver
    case notSignedIn
    case tooManyAttempts
    case notFound

    var status: HTTPResponse.Status {
        switch self {
        case .unknownLink, .notFound: .notFound
        case .revoked, .removed, .meetingOver: .gone
        case .notSignedIn: .unauthorized
        case .tooManyAttempts: .tooManyRequests
        }
    }

    func response(to request: Request, retryAfter: Int? = nil) -> Response {
        let language = AcceptLanguage.choose(request.headers[field("Accept-Language")], from: ["en", "vi"])
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentLanguage: language,
            .vary: "Accept-Language",
        ]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html(language))))
    }

    private func html(_ language: String) -> String {
        let words = language == "vi" ? vietnamese : english
        return """
            <!doctype html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>\(words.title) · Mufakat</title>
            <link rel="stylesheet" href="\(Self.stylesheetPath)">
            </head>
            <body>
            <main>
            <h1>\(words.title)</h1>
            <p>\(words.what)</p>
            <p>\(words.next)</p>
            </main>
            </body>
            </html>

            """
    }

    private typealias Words = (title: String, what: String, next: String)

    private var english: Words {
        switch self {
        case .unknownLink:
            (
                "This link does not work", "The address is not complete, or it was never valid.",
                "Please open the link exactly as it stands in your invitation, or ask the secretariat for it again."
            )
        case .revoked:
            (
                "This invitation is no longer valid", "The secretariat has withdrawn it, or has sent you a newer one.",
                "Please use the newest invitation, or contact the secretariat."
            )
        case .removed:
            (
                "Your participation has ended", "The chair or the secretariat has ended it.",
                "If this is a mistake, please contact the secretariat."
            )
        case .meetingOver:
            ("This meeting is over", "The chair has closed it.", "The secretariat can give you its record.")
        case .notSignedIn:
            (
                "Please open your invitation", "This browser does not know yet who you are.",
                "Open the link in your invitation on this device. It brings you to your seat."
            )
        case .tooManyAttempts:
            (
                "Please wait a little", "There were too many attempts from your network.",
                "Try again in a minute. Your seat is kept."
            )
        case .notFound:
            ("There is nothing here", "No page has this address.", "Please open the link in your invitation.")
        }
    }

    private var vietnamese: Words {
        switch self {
        case .unknownLink:
            (
                "Liên kết này không dùng được", "Địa chỉ chưa đầy đủ hoặc chưa bao giờ có hiệu lực.",
                "Xin mở đúng liên kết trong thư mời, hoặc đề nghị Ban Thư ký gửi lại."
            )
        case .revoked:
            (
                "Thư mời này không còn hiệu lực", "Ban Thư ký đã thu hồi, hoặc đã gửi thư mời mới hơn.",
                "Xin dùng thư mời mới nhất, hoặc liên hệ Ban Thư ký."
            )
        case .removed:
            (
                "Việc tham dự của quý vị đã kết thúc", "Chủ tọa hoặc Ban Thư ký đã kết thúc việc tham dự của quý vị.",
                "Nếu có nhầm lẫn, xin liên hệ Ban Thư ký."
            )
        case .meetingOver:
            ("Cuộc họp đã kết thúc", "Chủ tọa đã bế mạc cuộc họp.", "Ban Thư ký có thể cung cấp biên bản cho quý vị.")
        case .notSignedIn:
            (
                "Xin mở thư mời", "Trình duyệt này chưa biết quý vị là ai.",
                "Xin mở liên kết trong thư mời trên thiết bị này để vào chỗ của mình."
            )
        case .tooManyAttempts:
            (
                "Xin đợi một chút", "Có quá nhiều lần thử từ mạng của quý vị.",
                "Xin thử lại sau một phút. Chỗ của quý vị vẫn được giữ."
            )
        case .notFound:
            ("Không có gì ở đây", "Không có trang nào ở địa chỉ này.", "Xin mở liên kết trong thư mời.")
        }
    }

    static let stylesheetPath = "/notice.css"

    static let stylesheet = """
        :root { color-scheme: light dark; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f7f8fa; color: #17212b;
               font: 1.0625rem/1.6 Inter, "Noto Sans", system-ui, sans-serif; }
        main { max-width: 34rem; padding: 2rem; margin: 1.5rem; background: #ffffff; border: 1px solid #d9dee5;
               border-top: 4px solid #c8a04a; border-radius: 6px; }
        h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.25; font-weight: 600; }
        p { margin: 0; }
        p + p { margin-top: 0.75rem; }
        @media (min-width: 1800px) { :root { font-size: 130%; } }
        @media (min-width: 2400px) { :root { font-size: 170%; } }
        @media (prefers-color-scheme: dark) {
          body { background: #0f1720; color: #f2f5f8; }
          main { background: #172230; border-color: #2a3a4d; border-top-color: #c8a04a; }
        }

        """
}
