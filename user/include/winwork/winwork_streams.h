/* SPDX-License-Identifier: MIT */
/*
 * Wide streams of C++. Those of libstdc++ have characters of 32 bits. The classes here have the characters of Windows,
 * and write UTF-8 to the narrow streams of the same names: std::wcout and std::cout share one buffer with printf(). A
 * width counts units of 16 bits. There are no wide streams of files.
 */
#ifndef WINWORK_USER_STREAMS_H
#define WINWORK_USER_STREAMS_H

#ifndef __cplusplus
#error <winwork_streams.h> is for C++
#endif

/* All that has the names below in libstdc++. */
#define WINWORK_USER_LIBSTDCXX
#include <fstream>
#include <iomanip>
#include <iostream>
#include <locale>
#include <sstream>
#undef WINWORK_USER_LIBSTDCXX
#include <stdio.h>
#include <string>
#include <wchar.h>

namespace winwork {

inline std::string narrow(const wchar_t *text, std::size_t length)
{
	const int most = static_cast<int>(length), size = ::snprintf(nullptr, 0, "%.*ls", most, text);
	std::string bytes(static_cast<std::size_t>(size) + 1, '\0');

	::snprintf(&bytes[0], bytes.size(), "%.*ls", most, text);
	bytes.pop_back();
	return bytes;
}

inline std::wstring widen(const std::string &text)
{
	/* No text has more units in UTF-16 than in UTF-8. */
	std::wstring wide(text.size() + 1, L'\0');

	wide.resize(static_cast<std::size_t>(::swprintf(&wide[0], wide.size(), L"%hs", text.c_str())));
	return wide;
}

/* What wide streams have in common with their narrow ones. */
class wide_ios {
public:
	explicit wide_ios(std::ios &stream) : stream(&stream)
	{
	}
	explicit operator bool() const
	{
		return !stream->fail();
	}
	bool operator!() const
	{
		return stream->fail();
	}
	bool good() const
	{
		return stream->good();
	}
	bool eof() const
	{
		return stream->eof();
	}
	bool fail() const
	{
		return stream->fail();
	}
	bool bad() const
	{
		return stream->bad();
	}
	void clear()
	{
		stream->clear();
	}
	std::ios_base::fmtflags flags() const
	{
		return stream->flags();
	}
	std::ios_base::fmtflags flags(std::ios_base::fmtflags flags)
	{
		return stream->flags(flags);
	}
	std::ios_base::fmtflags setf(std::ios_base::fmtflags flags)
	{
		return stream->setf(flags);
	}
	std::ios_base::fmtflags setf(std::ios_base::fmtflags flags, std::ios_base::fmtflags mask)
	{
		return stream->setf(flags, mask);
	}
	void unsetf(std::ios_base::fmtflags flags)
	{
		stream->unsetf(flags);
	}
	std::streamsize width() const
	{
		return stream->width();
	}
	std::streamsize width(std::streamsize width)
	{
		return stream->width(width);
	}
	std::streamsize precision() const
	{
		return stream->precision();
	}
	std::streamsize precision(std::streamsize precision)
	{
		return stream->precision(precision);
	}
	/* A character of ASCII. */
	wchar_t fill(wchar_t character)
	{
		return static_cast<wchar_t>(stream->fill(static_cast<char>(character)));
	}
	std::locale imbue(const std::locale &locale)
	{
		return stream->imbue(locale);
	}

private:
	std::ios *stream;
};

class wide_ostream : public virtual wide_ios {
public:
	explicit wide_ostream(std::ostream &stream) : wide_ios(stream), stream(&stream)
	{
	}
	template <typename Value> wide_ostream &operator<<(const Value &value)
	{
		*stream << value;
		return *this;
	}
	wide_ostream &operator<<(const wchar_t *text)
	{
		return text ? put(text, ::wcslen(text)) : put(L"(null)", 6);
	}
	wide_ostream &operator<<(wchar_t *text)
	{
		return *this << static_cast<const wchar_t *>(text);
	}
	wide_ostream &operator<<(wchar_t character)
	{
		return put(&character, 1);
	}
	template <typename Allocator>
	wide_ostream &operator<<(const std::basic_string<wchar_t, std::char_traits<wchar_t>, Allocator> &text)
	{
		return put(text.data(), text.size());
	}
#if __cplusplus >= 201703L
	wide_ostream &operator<<(std::wstring_view text)
	{
		return put(text.data(), text.size());
	}
#endif
	wide_ostream &operator<<(std::_Setfill<wchar_t> filling)
	{
		fill(filling._M_c);
		return *this;
	}
	wide_ostream &operator<<(std::ostream &(*manipulator)(std::ostream &))
	{
		manipulator(*stream);
		return *this;
	}
	wide_ostream &operator<<(std::ios &(*manipulator)(std::ios &))
	{
		manipulator(*stream);
		return *this;
	}
	wide_ostream &operator<<(std::ios_base &(*manipulator)(std::ios_base &))
	{
		manipulator(*stream);
		return *this;
	}
	wide_ostream &operator<<(wide_ostream &(*manipulator)(wide_ostream &))
	{
		return manipulator(*this);
	}
	wide_ostream &put(wchar_t character)
	{
		width(0);
		return *this << character;
	}
	wide_ostream &write(const wchar_t *text, std::streamsize length)
	{
		width(0);
		return put(text, static_cast<std::size_t>(length));
	}
	wide_ostream &flush()
	{
		stream->flush();
		return *this;
	}

private:
	wide_ostream &put(const wchar_t *text, std::size_t length)
	{
		const std::string bytes = narrow(text, length);

		if (width())
			width(width() + static_cast<std::streamsize>(bytes.size()) - static_cast<std::streamsize>(length));
		*stream << bytes;
		return *this;
	}

	std::ostream *stream;
};

class wide_istream : public virtual wide_ios {
public:
	explicit wide_istream(std::istream &stream) : wide_ios(stream), stream(&stream)
	{
	}
	template <typename Value> wide_istream &operator>>(Value &value)
	{
		*stream >> value;
		return *this;
	}
	wide_istream &operator>>(std::wstring &text)
	{
		std::string bytes;

		if (*stream >> bytes)
			text = widen(bytes);
		return *this;
	}
	wide_istream &operator>>(wchar_t &character) = delete;
	wide_istream &operator>>(std::istream &(*manipulator)(std::istream &))
	{
		manipulator(*stream);
		return *this;
	}
	wide_istream &operator>>(std::ios_base &(*manipulator)(std::ios_base &))
	{
		manipulator(*stream);
		return *this;
	}
	/* The delimiter is a character of ASCII. */
	wide_istream &ignore(std::streamsize count = 1, int delimiter = EOF)
	{
		stream->ignore(count, delimiter);
		return *this;
	}
	friend wide_istream &getline(wide_istream &from, std::wstring &line, wchar_t delimiter);

private:
	std::istream *stream;
};

/* The delimiter is a character of ASCII. */
inline wide_istream &getline(wide_istream &from, std::wstring &line, wchar_t delimiter)
{
	std::string bytes;

	if (std::getline(*from.stream, bytes, static_cast<char>(delimiter)))
		line = widen(bytes);
	return from;
}
inline wide_istream &getline(wide_istream &from, std::wstring &line)
{
	return getline(from, line, L'\n');
}

/* The narrow stream of a wide one that is a text. */
template <typename Narrow> struct text_of {
	Narrow text;
};

template <typename Narrow, typename Wide> class wide_text : private virtual text_of<Narrow>, public Wide {
	using own = text_of<Narrow>;

public:
	wide_text() : wide_ios(own::text), Wide(own::text)
	{
	}
	explicit wide_text(const std::wstring &text) : wide_ios(own::text), Wide(own::text)
	{
		str(text);
	}
	std::wstring str() const
	{
		return widen(own::text.str());
	}
	void str(const std::wstring &text)
	{
		own::text.str(narrow(text.data(), text.size()));
	}
};

class wide_iostream : public wide_istream, public wide_ostream {
public:
	explicit wide_iostream(std::iostream &stream) : wide_ios(stream), wide_istream(stream), wide_ostream(stream)
	{
	}
};

} // namespace winwork

/* In namespace std, as programs name them. */
namespace std {
using ::winwork::getline;
typedef ::winwork::wide_ostream winwork_wostream;
typedef ::winwork::wide_istream winwork_wistream;
typedef ::winwork::wide_text<stringstream, ::winwork::wide_iostream> winwork_wstringstream;
typedef ::winwork::wide_text<ostringstream, ::winwork::wide_ostream> winwork_wostringstream;
typedef ::winwork::wide_text<istringstream, ::winwork::wide_istream> winwork_wistringstream;
__attribute__((unused)) static winwork_wostream winwork_wcout(cout), winwork_wcerr(cerr), winwork_wclog(clog);
__attribute__((unused)) static winwork_wistream winwork_wcin(cin);
} // namespace std

#define wostream winwork_wostream
#define wistream winwork_wistream
#define wstringstream winwork_wstringstream
#define wostringstream winwork_wostringstream
#define wistringstream winwork_wistringstream
#define wcout winwork_wcout
#define wcerr winwork_wcerr
#define wclog winwork_wclog
#define wcin winwork_wcin
#define wfstream winwork_has_no_wide_streams_of_files
#define wofstream winwork_has_no_wide_streams_of_files
#define wifstream winwork_has_no_wide_streams_of_files

#endif
